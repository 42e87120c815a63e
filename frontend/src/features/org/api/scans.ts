import { api, csrfToken } from "@/api/client";
import { NETWORK, ProblemError, problemOf } from "@/api/problem";
import { sha256Of } from "@/lib/sha256";

interface Part {
  number: number;
  size: number;
  url: string;
  received: boolean;
}
interface Upload {
  id: string;
  parts: Part[];
}

/** Sends the photograph or scan of a page in its parts; with the last one the page is filed. */
export async function sendScan(page: { id: string; code: string }, scan: Blob): Promise<void> {
  const pdf = scan.type === "application/pdf";
  const upload = await api.post<Upload>("uploads", {
    subject_kind: "paper",
    subject_id: page.id,
    slot: pdf ? "scan" : "photo",
    name: `${page.code.replace(" ", "")}.${pdf ? "pdf" : "jpeg"}`,
    size: scan.size,
    sha256: await sha256Of(scan),
  });
  let start = 0;
  for (const part of upload.parts) {
    if (!part.received) await sendPart(part, scan.slice(start, start + part.size));
    start += part.size;
  }
  await api.post(`uploads/${upload.id}/complete`);
}

async function sendPart(part: Part, body: Blob): Promise<void> {
  // A store of its own takes parts under signed addresses; our headers are none of its business.
  const elsewhere = new URL(part.url, location.href).origin !== location.origin;
  const headers: HeadersInit = elsewhere
    ? {}
    : { "Content-Type": "application/octet-stream", "X-CSRFToken": csrfToken() };
  let answer: Response;
  try {
    answer = await fetch(part.url, { method: "PUT", headers, body });
  } catch {
    throw new ProblemError({ code: NETWORK, status: 0, title: "" });
  }
  if (!answer.ok) throw await problemOf(answer);
}
