import type { Entry, EntryFile } from "../api/types";

/** A moment cut to its second: answers carry no finer time than that. */
const second = (iso: string) => Math.floor(Date.parse(iso) / 1000);

/**
 * Whether something was changed after the last submission, as far as this page can tell:
 * by the server's word if it says so, else by newer files and saves seen here.
 */
export function changedSince(entry: Entry, files: EntryFile[], savedAt: string | null): boolean {
  const submitted = entry.submitted_at;
  if (!submitted) return false;
  if (entry.changed_since_submit !== undefined) return entry.changed_since_submit;
  if (files.some((file) => Date.parse(file.since) > Date.parse(submitted))) return true;
  return savedAt !== null && second(savedAt) > second(submitted);
}
