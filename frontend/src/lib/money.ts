/** Money is an integer of 分; everything here is exact (BigInt), never a float. */

export type MoneyUnit = "yuan" | "wan" | "yi";
export const MONEY_UNITS: MoneyUnit[] = ["yuan", "wan", "yi"];

const SCALE: Record<MoneyUnit, number> = { yuan: 2, wan: 6, yi: 10 };

/** Reads a typed amount in a unit as 分. Null: empty. Undefined: not an amount. */
export function minorOf(text: string, unit: MoneyUnit): number | null | undefined {
  const plain = text.replace(/[\s,，]/g, "");
  if (plain === "") return null;
  const parts = /^(\d{1,15})(?:\.(\d*))?$/.exec(plain);
  if (!parts) return undefined;
  const fraction = (parts[2] ?? "").replace(/0+$/, "");
  if (fraction.length > SCALE[unit]) return undefined;
  const minor = BigInt(parts[1] + fraction.padEnd(SCALE[unit], "0"));
  return minor <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(minor) : undefined;
}

/** An exact amount ≥ 0 in a unit, without trailing zeros: 3_200_000_000 分 in 万 is "3200". */
export function textOf(minor: number, unit: MoneyUnit): string {
  const digits = String(minor).padStart(SCALE[unit] + 1, "0");
  const whole = digits.slice(0, -SCALE[unit]);
  const fraction = digits.slice(-SCALE[unit]).replace(/0+$/, "");
  return fraction ? `${whole}.${fraction}` : whole;
}

/** The unit a person would use for the amount. */
export function unitFor(minor: number): MoneyUnit {
  if (minor >= 10 ** SCALE.yi) return "yi";
  return minor >= 10 ** SCALE.wan && minor % 10_000 === 0 ? "wan" : "yuan";
}

/** Thousands separators in a decimal text. */
export function grouped(text: string): string {
  const [whole = "", fraction] = text.split(".");
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? spaced : `${spaced}.${fraction}`;
}

/** Half-up rounding of an exact decimal text to at most `digits` places, zeros dropped. */
export function rounded(text: string, digits: number): string {
  const [whole = "0", fraction = ""] = text.split(".");
  if (fraction.length <= digits) return text;
  const up = fraction.charCodeAt(digits) >= 53 ? 1n : 0n;
  const value = (BigInt(whole + fraction.slice(0, digits)) + up).toString();
  if (digits === 0) return value;
  const padded = value.padStart(digits + 1, "0");
  const tail = padded.slice(-digits).replace(/0+$/, "");
  return tail ? `${padded.slice(0, -digits)}.${tail}` : padded.slice(0, -digits);
}

export interface Shown {
  amount: string;
  unit: "yuan" | "wan" | "yi" | "million" | "billion";
}

const MINUS = "\u2212";

/** The exact yuan of an amount with separators, for the figure behind a rounded one. */
export function exactText(minor: number): string {
  return (minor < 0 ? MINUS : "") + grouped(textOf(Math.abs(minor), "yuan"));
}

/** An amount in the one unit of a column: whole 万元 in Chinese, millions in English. */
export function columnMoney(minor: number, english: boolean): string {
  const size = Math.abs(minor);
  if (!english) return (minor < 0 ? MINUS : "") + grouped(rounded(textOf(size, "wan"), 0));
  const digits = String(size).padStart(9, "0");
  const text = rounded(`${digits.slice(0, -8)}.${digits.slice(-8)}`, 1);
  return (minor < 0 ? MINUS : "") + grouped(text.includes(".") ? text : `${text}.0`);
}

/** How an amount reads in a language: 万元 or 亿元 in Chinese, million or billion in English. */
export function shownMoney(minor: number, english: boolean): Shown {
  if (minor < 0) {
    const { amount, unit } = shownMoney(-minor, english);
    return { amount: MINUS + amount, unit };
  }
  if (!english) {
    const unit = unitFor(minor);
    const digits = unit === "wan" ? 0 : 2;
    const amount = grouped(rounded(textOf(minor, unit), digits));
    return { amount: unit === "yi" && !amount.includes(".") ? `${amount}.0` : amount, unit };
  }
  const yuan = textOf(minor, "yuan");
  if (minor < 10 ** 8) return { amount: grouped(yuan), unit: "yuan" };
  const places = minor >= 10 ** 11 ? 11 : 8;
  const digits = String(minor).padStart(places + 1, "0");
  const text = `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return { amount: grouped(rounded(text, 2)), unit: places === 11 ? "billion" : "million" };
}
