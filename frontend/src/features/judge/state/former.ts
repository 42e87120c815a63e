import { leftAsk } from "@/offline/leftAsk";
import type { Tablet } from "@/offline/tablet";
import { leftGet, leftOffered } from "../api/left";

/** Asks the judge about what her former tablet had not sent; the server keeps it until then. */
export async function leftBehind(tablet: Tablet): Promise<void> {
  const left = await leftGet().catch(() => []);
  if (left.length === 0) return;
  const ids = await leftAsk(tablet.db, left);
  await tablet.changed();
  if (ids.length > 0) await leftOffered(ids).catch(() => undefined);
}
