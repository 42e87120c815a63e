import { useEffect, useRef } from "react";

const RISE_MS = 1200;
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The final; `rises` lets it count up to where it stands, in whole hundredths. */
export function Average({ final, rises }: { final: string; rises: boolean }) {
  const face = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const at = face.current;
    if (!at || !rises || still()) return;
    const goal = BigInt(final.replace(".", ""));
    const decimals = final.split(".")[1]?.length ?? 0;
    const from = performance.now();
    let frame = 0;
    const draw = (now: number) => {
      const part = Math.min(1, Math.max(0, (now - from) / RISE_MS));
      const eased = 1 - (1 - part) ** 3;
      const shown = part === 1 ? goal : (goal * BigInt(Math.round(eased * 1e6))) / 1_000_000n;
      at.textContent = pointed(shown, decimals);
      if (part < 1) frame = requestAnimationFrame(draw);
    };
    frame = requestAnimationFrame(draw);
    return () => {
      cancelAnimationFrame(frame);
      at.textContent = final;
    };
  }, [final, rises]);
  return (
    <div className="big num" data-testid="final" ref={face}>
      {final}
    </div>
  );
}

function pointed(value: bigint, decimals: number): string {
  const digits = String(value).padStart(decimals + 1, "0");
  if (decimals === 0) return digits;
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
