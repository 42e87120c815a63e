import type { TFunction } from "i18next";
import type { Crowded, Halt, LinkState } from "@/offline/socket";

/** The pill's words where the console says more than how good the line is. */
export function linkWords(
  t: TFunction<"org">,
  halt: Halt | null,
  crowded: Crowded | null,
  link: LinkState,
): string | undefined {
  if (halt) return t(`link.${halt}`);
  if (crowded) return t("link.crowded");
  return link === "offline" ? t("link.offline") : undefined;
}
