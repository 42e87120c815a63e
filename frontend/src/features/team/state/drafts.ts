import { openDB } from "idb";
import type { EntryFields } from "../api/types";

export interface Draft {
  pending: Partial<EntryFields>;
  base: EntryFields;
}

/** Where typed values wait on this device until the server has them. */
export interface DraftStore {
  load(entry: string): Promise<Draft | undefined>;
  save(entry: string, draft: Draft): Promise<void>;
  clear(entry: string): Promise<void>;
}

const database = () =>
  openDB("yisai-team", 1, { upgrade: (db) => void db.createObjectStore("drafts") });

export const draftStore: DraftStore = {
  async load(entry) {
    return (await (await database()).get("drafts", entry)) as Draft | undefined;
  },
  async save(entry, draft) {
    await (await database()).put("drafts", draft, entry);
  },
  async clear(entry) {
    await (await database()).delete("drafts", entry);
  },
};
