import { useCallback, useEffect, useState } from "react";
import { isTransient, ProblemError } from "@/api/problem";
import { refreshEntry } from "../api/entries";
import { DECK_MAX, type DeckUppy, deckUppy } from "../api/uploads";

export type DeckPhase =
  "idle" | "hashing" | "uploading" | "paused" | "checking" | "done" | "failed";
export interface DeckState {
  phase: DeckPhase;
  name: string;
  size: number;
  sent: number;
  error: unknown;
  /** A file that is refused before anything is sent: its kind or its size. */
  refused: "type" | "size" | null;
  offline: boolean;
}
const IDLE: DeckState = {
  phase: "idle",
  name: "",
  size: 0,
  sent: 0,
  error: null,
  refused: null,
  offline: false,
};

/** Why a file cannot be a deck, or null. */
export function deckRefusal(file: { name: string; size: number }): "type" | "size" | null {
  if (!/\.pdf$/i.test(file.name)) return "type";
  return file.size > DECK_MAX ? "size" : null;
}

/** What the uploader is at: after coming back to the page, or after a reload. */
function found(uppy: DeckUppy): DeckState {
  const file = uppy.getFiles().at(-1);
  if (!file || file.isGhost || file.progress.uploadComplete) return IDLE;
  const size = file.size ?? 0;
  const sent = Number(file.progress.bytesUploaded || 0);
  const phase = file.isPaused ? "paused" : file.error ? "failed" : "uploading";
  return { ...IDLE, phase, name: file.name, size, sent };
}

/** One deck upload of an entry: start, pause, go on, cancel. */
export function useDeck(entry: string) {
  const [uppy] = useState(() => deckUppy(entry));
  const [state, setState] = useState(() => found(uppy));
  const put = useCallback(
    (change: Partial<DeckState>) => setState((now) => ({ ...now, ...change })),
    [],
  );
  useEffect(() => {
    const progress = (_file: unknown, event: { bytesUploaded: number | false }) => {
      const sent = Number(event.bytesUploaded);
      setState((now) => {
        if (now.phase === "paused" || now.phase === "idle") return now;
        return { ...now, sent, phase: sent >= now.size ? "checking" : "uploading" };
      });
    };
    const success = () => {
      put({ phase: "done" });
      uppy.clear();
      void refreshEntry(entry);
    };
    const failed = (_file: unknown, error: unknown) => {
      put({ phase: "failed", error: problemIn(error) });
    };
    const restored = () => {
      const now = found(uppy);
      if (now.phase === "idle") uppy.clear();
      else uppy.emit("restore-confirmed");
      setState(now.phase === "idle" ? IDLE : { ...now, phase: "uploading" });
    };
    const net = () => put({ offline: !navigator.onLine });
    uppy.on("restored", restored);
    uppy.on("upload-progress", progress);
    uppy.on("upload-success", success);
    uppy.on("upload-error", failed);
    window.addEventListener("online", net);
    window.addEventListener("offline", net);
    return () => {
      uppy.off("restored", restored);
      uppy.off("upload-progress", progress);
      uppy.off("upload-success", success);
      uppy.off("upload-error", failed);
      window.removeEventListener("online", net);
      window.removeEventListener("offline", net);
    };
  }, [uppy, entry, put]);

  const begin = (file: File) => {
    const refused = deckRefusal(file);
    uppy.cancelAll();
    setState({ ...IDLE, name: file.name, size: file.size, refused });
    if (refused) return;
    put({ phase: "hashing" });
    uppy.addFile({ name: file.name, type: file.type, data: file, meta: { entry, slot: "deck" } });
  };
  const pause = () => {
    uppy.pauseAll();
    put({ phase: "paused" });
  };
  const resume = () => {
    put({ phase: "uploading", error: null });
    if (state.phase === "failed") void uppy.retryAll();
    else uppy.resumeAll();
  };
  const cancel = () => {
    uppy.cancelAll();
    setState(IDLE);
  };
  return { state, begin, pause, resume, cancel };
}

/** Uppy wraps errors; our problem is itself or its cause. */
function problemIn(error: unknown): unknown {
  if (error instanceof ProblemError || isTransient(error)) return error;
  const cause = (error as { cause?: unknown } | null)?.cause;
  return cause instanceof ProblemError ? cause : error;
}
