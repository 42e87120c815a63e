import { useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Door } from "./types";

export type DoorSent =
  | { verb: "arrive"; people: number; speaker_is_member: boolean; note: string }
  | { verb: "call" | "ready" | "undo" };

/** One step of a team at the door; each press is its own. */
export function useDoor(slot: string, onDone: () => void) {
  return useMutation({
    mutationFn: (sent: DoorSent) =>
      api.post<Door & { slot: string }>(
        `slots/${slot}/door`,
        { ...sent },
        { idempotencyKey: crypto.randomUUID() },
      ),
    onSettled: onDone,
  });
}
