import { api } from "@/api/client";
import type { Break } from "./types";

export type BreakSent =
  | ({ verb: "add" } & Pick<Break, "after" | "minutes" | "words" | "ends_session">)
  | ({ verb: "set" } & Break)
  | { verb: "remove"; id: string };

/** One change of a room's breaks; answers with all of them. */
export const roomBreaks = (room: string, sent: BreakSent) =>
  api.post<{ breaks: Break[] }>(`rooms/${room}/breaks`, sent, {
    idempotencyKey: crypto.randomUUID(),
  });
