import { afterPaint } from "@/lib/afterPaint";
import type { Tablet } from "@/offline/tablet";

type Typing = Pick<Tablet, "editing">;

/** Resolves when what was typed so far stands in the tablet's view, kept or refused. */
export async function typedKept({ editing }: Typing): Promise<void> {
  // A digit goes to the store only after it was painted; those before this call are painted first.
  await new Promise<void>((done) => afterPaint(done));
  while (editing.get().size > 0) {
    await new Promise<void>((done) => {
      const off = editing.subscribe(() => {
        off();
        done();
      });
    });
  }
}
