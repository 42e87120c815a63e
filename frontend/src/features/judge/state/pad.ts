import { markParse, markShort, markWire, stepDecimals } from "@/offline/marks";

export type Step = "1" | "0.5" | "0.1" | "0.01";
export type PadKey =
  "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "half" | "dot" | "back";

/** What stands in the active row; `fresh` until its first key, which replaces. */
export interface Draft {
  text: string;
  fresh: boolean;
}
export type Pressed =
  { ok: true; draft: Draft; value: string | null } | { ok: false; reason: "max" | "ignored" };

export const draftOf = (value: string | null | undefined): Draft => ({
  text: value ? markShort(value) : "",
  fresh: true,
});

/** The key beside the digits that a step needs, if any. */
export function pointKey(step: Step): "half" | "dot" | null {
  if (step === "1") return null;
  return step === "0.5" ? "half" : "dot";
}

function typed(draft: Draft, digit: string, step: Step): string | null {
  if (draft.fresh || draft.text === "0") return digit;
  const decimals = draft.text.split(".")[1];
  if (decimals === undefined) return draft.text + digit;
  // `.5` is one key, and nothing follows it; on a keyboard it is two.
  if (step === "0.5") return decimals === "" && digit === "5" ? `${draft.text}5` : null;
  if (decimals.length >= stepDecimals(step)) return null;
  return draft.text + digit;
}

function pointed(draft: Draft, key: "half" | "dot"): string {
  if (key === "half") {
    return draft.text.endsWith(".5") ? draft.text.slice(0, -2) : `${draft.text || "0"}.5`;
  }
  if (draft.fresh) return "0.";
  return draft.text.includes(".") ? draft.text : `${draft.text || "0"}.`;
}

const erased = (text: string, step: Step): string =>
  step === "0.5" && text.includes(".") ? text.split(".")[0]! : text.slice(0, -1);

function next(draft: Draft, key: PadKey, step: Step): string | null {
  if (key === "back") return erased(draft.text, step);
  if (key === "half" || key === "dot") return pointed(draft, key);
  return typed(draft, key, step);
}

/** One key on the pad: the new text and mark, or why nothing changed. */
export function padPress(draft: Draft, key: PadKey, rule: { step: Step; max: string }): Pressed {
  const text = next(draft, key, rule.step);
  if (text === null) return { ok: false, reason: "ignored" };
  const plain = text.replace(/\.$/, "");
  const mark = plain === "" ? null : markParse(plain);
  if (plain !== "" && mark === null) return { ok: false, reason: "max" };
  if (mark !== null && mark > (markParse(rule.max) ?? 0)) return { ok: false, reason: "max" };
  return { ok: true, draft: { text, fresh: false }, value: mark === null ? null : markWire(mark) };
}

/** Some steps up or down, kept inside the range; from no mark it starts at the low end. */
export function stepped(
  value: string | null,
  by: number,
  rule: { step: Step; max: string; low?: string },
): string {
  const step = markParse(rule.step) ?? 100;
  const low = markParse(rule.low ?? "") ?? 0;
  const now = value === null ? (by > 0 ? low - step : low + step) : (markParse(value) ?? 0);
  const bound = Math.min(Math.max(now + by * step, low), markParse(rule.max) ?? 0);
  return markWire(bound);
}
