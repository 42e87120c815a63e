/** Characters as people count them: a 汉字 is one, a Latin letter is one, a pair is not two. */
export function charactersOf(text: string): number {
  return Array.from(text.normalize("NFC").trim()).length;
}
