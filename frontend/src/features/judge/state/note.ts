import { useCallback, useSyncExternalStore } from "react";
import { useSignal } from "@/offline/react";
import { useOffice } from "./office";

/** The most characters that a note holds. */
export const NOTE_MOST = 4000;

interface Kept {
  text: string;
  /** Another device wrote too; both texts stand in one. */
  joined: boolean;
  /** The server did not take it; it stays on this device. */
  refused: boolean;
  /** Null until the device has read what it holds. */
  write: ((text: string) => void) | null;
}

/** The judge's note on an entry: on this device with every key, on the server once the link is up. */
export function useNote(entry: string): Kept {
  const { tablet } = useOffice();
  const notes = useSignal(tablet.notes);
  const subscribe = useCallback(
    (listener: () => void) => notes?.view.subscribe(listener) ?? (() => undefined),
    [notes],
  );
  const note = useSyncExternalStore(subscribe, () => notes?.view.get().get(entry));
  return {
    text: note?.text ?? "",
    joined: note?.joined ?? false,
    refused: Boolean(note?.refused),
    write: notes ? (next) => void tablet.note(entry, next) : null,
  };
}
