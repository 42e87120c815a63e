import type { Money } from "@/api/types";

/** Sums by kind and currency; amounts of different kinds never meet. Exact. */
export function sumsByKind(amounts: (Money | null)[]): Money[] {
  const sums = new Map<string, { money: Money; minor: bigint }>();
  for (const money of amounts) {
    if (!money) continue;
    const key = `${money.kind}/${money.currency}`;
    const sum = sums.get(key) ?? { money, minor: 0n };
    sums.set(key, { ...sum, minor: sum.minor + BigInt(money.minor) });
  }
  return [...sums.values()].map(({ money, minor }) => ({ ...money, minor: Number(minor) }));
}
