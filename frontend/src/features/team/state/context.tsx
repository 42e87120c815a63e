import { createContext, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { queryClient } from "@/api/query";
import type { EditionDetail } from "@/api/types";
import { entryPatch, entryQuery } from "../api/entries";
import type { Entry, EntryFile } from "../api/types";
import { Autosave, type Snapshot } from "./autosave";
import type { Task } from "./checklist";
import { draftStore } from "./drafts";

export interface EntryView {
  entry: Entry;
  edition: EditionDetail;
  files: EntryFile[];
  tasks: Task[];
  editable: boolean;
  leader: boolean;
  autosave: Autosave;
  draft: Snapshot;
}

export const EntryContext = createContext<EntryView | null>(null);

/** The entry whose pages are open. */
export function useEntry(): EntryView {
  const view = useContext(EntryContext);
  if (!view) throw new Error("no entry around this page");
  return view;
}

/** One autosave per open entry; it outlives the pages and tries to finish when they close. */
export function useAutosave(entry: Entry): [Autosave, Snapshot] {
  const [autosave] = useState(
    () =>
      new Autosave({
        entry,
        store: draftStore,
        send: (fields, rev) => entryPatch(entry.id, fields, rev),
        onSaved: (saved) => queryClient.setQueryData(entryQuery(entry.id).queryKey, saved),
      }),
  );
  const draft = useSyncExternalStore(autosave.subscribe, autosave.read);
  useEffect(() => {
    void autosave.restore();
    const hide = () => document.visibilityState === "hidden" && void autosave.flush();
    const online = () => void autosave.flush();
    const leave = (event: BeforeUnloadEvent) => autosave.unsent && event.preventDefault();
    document.addEventListener("visibilitychange", hide);
    window.addEventListener("online", online);
    window.addEventListener("beforeunload", leave);
    return () => {
      document.removeEventListener("visibilitychange", hide);
      window.removeEventListener("online", online);
      window.removeEventListener("beforeunload", leave);
      void autosave.flush();
    };
  }, [autosave]);
  useEffect(() => autosave.adopt(entry), [autosave, entry]);
  return [autosave, draft];
}
