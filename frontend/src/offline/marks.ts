/** Marks are integers of a hundredth here and decimal strings on the wire; never floats. */

const MARK = /^(0|[1-9][0-9]{0,5})(?:\.([0-9]{1,2}))?$/;

/** The hundredths of `"8.5"`, or null if the text is no mark. */
export function markParse(text: string): number | null {
  const found = MARK.exec(text);
  if (!found) return null;
  return Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0"));
}

/** The wire form, always with two decimals: 850 is `"8.50"`. */
export function markWire(hundredths: number): string {
  const rest = String(hundredths % 100).padStart(2, "0");
  return `${Math.floor(hundredths / 100)}.${rest}`;
}

/** A mark as people write it, without trailing zeros: `"8.50"` is `8.5`. */
export function markShort(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** How many decimals a step needs: 1 → 0, 0.5 and 0.1 → 1, 0.01 → 2. */
export function stepDecimals(step: string): number {
  return (step.split(".")[1] ?? "").length;
}

/** A mark with a fixed number of decimals, for columns and totals. */
export function markFixed(hundredths: number, decimals: number): string {
  const wire = markWire(hundredths);
  return decimals === 0 ? wire.slice(0, -3) : wire.slice(0, wire.length - 2 + decimals);
}
