import { afterPaint } from "@/lib/afterPaint";
import type { Tablet } from "@/offline/tablet";

/** Resolves when what was typed so far stands in the tablet's view, kept or refused. */
export async function typedKept({ editing }: Pick<Tablet, "editing">): Promise<void> {
  // A digit goes to the store only after it was painted: those before this call are on their way then.
  do await new Promise<void>(afterPaint);
  while (editing.get().size > 0);
}
