// The first character of each letter's block in pinyin order; I, U and V begin no syllable.
const FIRST: [string, number][] = [
  ["a", 0x963f],
  ["b", 0x516b],
  ["c", 0x5693],
  ["d", 0x5491],
  ["e", 0x59b8],
  ["f", 0x53d1],
  ["g", 0x65ee],
  ["h", 0x54c8],
  ["j", 0x4e0c],
  ["k", 0x5494],
  ["l", 0x5783],
  ["m", 0x5988],
  ["n", 0x62ff],
  ["o", 0x5662],
  ["p", 0x5991],
  ["q", 0x4e03],
  ["r", 0x5465],
  ["s", 0x4ee8],
  ["t", 0x4ed6],
  ["w", 0x5c72],
  ["x", 0x5915],
  ["y", 0x4e2b],
  ["z", 0x5e00],
];
const HAN = /\p{Script=Han}/u;

let order: Intl.Collator | undefined;
const known = new Map<string, string>();

function initialOf(character: string): string {
  order ??= new Intl.Collator("zh-Hans-CN");
  let found = "";
  for (const [letter, first] of FIRST) {
    if (order.compare(String.fromCodePoint(first), character) > 0) break;
    found = letter;
  }
  return found;
}

/** The pinyin initials of a Chinese text as people type them to find it, other characters kept. */
export function initialsOf(text: string): string {
  let initials = known.get(text);
  if (initials === undefined) {
    initials = [...text].map((each) => (HAN.test(each) ? initialOf(each) : each)).join("");
    known.set(text, initials);
  }
  return initials;
}
