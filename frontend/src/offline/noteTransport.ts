import { API, csrfToken } from "@/api/client";
import { problemOf } from "@/api/problem";
import type { PutAnswer, ServerNote } from "./notes";
import { LinkLost } from "./socket";

const NOTES = `${API}/judge/notes`;

async function answerOf(path: string, init: RequestInit, wait: number): Promise<Response> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), wait);
  try {
    return await fetch(path, { credentials: "same-origin", ...init, signal: abort.signal });
  } finally {
    clearTimeout(timer);
  }
}

/** The judge's notes as the server has them. Raises where there is no such answer. */
export async function notesGet(wait: number): Promise<ServerNote[]> {
  const response = await answerOf(NOTES, {}, wait);
  if (!response.ok) throw new LinkLost();
  return (await response.json()) as ServerNote[];
}

/** Sends a note's text, based on a revision. Raises where it may be tried again later. */
export async function notePut(
  entry: string,
  text: string,
  rev: number,
  wait: number,
): Promise<PutAnswer> {
  const headers = {
    "Content-Type": "application/json",
    "X-CSRFToken": csrfToken(),
    "If-Match": `"${rev}"`,
  };
  const init = { method: "PUT", headers, body: JSON.stringify({ text }) };
  const response = await answerOf(`${NOTES}/${entry}`, init, wait);
  if (response.ok) return { note: (await response.json()) as ServerNote };
  const problem = (await problemOf(response)).body as { code: string; current?: ServerNote };
  if (response.status === 412 && problem.current) return { stale: problem.current };
  // The judge has no such entry (any more), or the text is none that the server keeps.
  if (response.status === 404 || response.status === 400) return { refused: problem.code };
  throw new LinkLost();
}
