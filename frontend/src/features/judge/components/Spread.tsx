/** A judge's own totals on one line; the words beside it say the same. */
export function Spread({ totals }: { totals: readonly number[] }) {
  const low = Math.min(...totals);
  const high = Math.max(...totals);
  const span = Math.max(high - low, 100);
  const mean = totals.reduce((a, b) => a + b, 0) / totals.length;
  const at = (total: number) => 6 + ((total - low) / span) * 188;
  const seen = new Map<number, number>();
  return (
    <svg className="jd-spread" viewBox="0 0 200 24" aria-hidden="true" focusable="false">
      <line x1="2" x2="198" y1="18" y2="18" />
      <line className="mean" x1={at(mean)} x2={at(mean)} y1="4" y2="22" />
      {[...totals]
        .sort((a, b) => a - b)
        .map((total, index) => {
          const before = seen.get(total) ?? 0;
          seen.set(total, before + 1);
          return <circle key={index} cx={at(total)} cy={18 - before * 7} r="3.5" />;
        })}
    </svg>
  );
}
