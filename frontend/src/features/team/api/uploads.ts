import AwsS3, { type AwsS3Part } from "@uppy/aws-s3";
import Uppy from "@uppy/core";
import GoldenRetriever, { type GoldenRetrieverOptions } from "@uppy/golden-retriever";
import { api, csrfToken } from "@/api/client";
import { problemOf, ProblemError } from "@/api/problem";
import { sha256Of } from "@/lib/sha256";

const MIB = 1024 * 1024;
export const DECK_MAX = 100 * MIB;

export interface UploadPart {
  number: number;
  size: number;
  url: string;
  received: boolean;
}
export interface Upload {
  id: string;
  part_size: number;
  parts: UploadPart[];
  state: "open" | "complete" | "abandoned" | "refused";
}
export interface UploadMeta {
  [key: string]: unknown;
  entry: string;
  slot: string;
}
type Stored = Record<string, never>;
export type DeckUppy = Uppy<UploadMeta, Stored>;

/** The size of a part by the size of the file; the server cuts the same way. */
export function partSize(size: number): number {
  if (size >= 400 * MIB) return 16 * MIB;
  return size >= 100 * MIB ? 8 * MIB : 5 * MIB;
}

/** Uppy tries again when it finds a status beside the error. */
function retryable(problem: ProblemError): Error {
  return Object.assign(problem, { source: { status: problem.status || 503 } });
}

interface PartBytes {
  signature: { url: string };
  body: FormData | Blob;
  size?: number;
  onProgress: (event: { loaded: number; lengthComputable: boolean }) => void;
  onComplete: (etag: string) => void;
  signal?: AbortSignal;
}

/** A store of its own takes parts under signed addresses; our headers are none of its business. */
function isElsewhere(url: string): boolean {
  return new URL(url, location.href).origin !== location.origin;
}

/** What Uppy asks a new address for. */
const EXPIRED = "Request has expired";

/** Sends one part, to us with the CSRF header; fetch would tell no progress. */
function putPart(part: PartBytes): Promise<{ ETag: string }> {
  const { signature, body, onProgress, onComplete, signal } = part;
  const size = part.size ?? (body as Blob).size;
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open("PUT", signature.url);
    const elsewhere = isElsewhere(signature.url);
    if (!elsewhere) {
      xhr.setRequestHeader("Content-Type", "application/octet-stream");
      xhr.setRequestHeader("X-CSRFToken", csrfToken());
    }
    xhr.upload.addEventListener("progress", onProgress);
    xhr.addEventListener("load", () => {
      if (xhr.status >= 200 && xhr.status < 300) {
        const etag = signature.url;
        onProgress({ loaded: size, lengthComputable: true });
        onComplete(etag);
        resolve({ ETag: etag });
        return;
      }
      if (elsewhere && xhr.status === 403) {
        reject(Object.assign(new Error(EXPIRED), { source: { status: 403 } }));
        return;
      }
      const type = xhr.getResponseHeader("content-type") ?? "";
      const response = new Response(xhr.responseText, {
        status: Math.max(xhr.status, 200),
        headers: { "content-type": type },
      });
      void problemOf(response).then((problem) => reject(retryable(problem)));
    });
    const lost = () =>
      reject(retryable(new ProblemError({ code: "network", status: 0, title: "" })));
    xhr.addEventListener("error", lost);
    xhr.addEventListener("timeout", lost);
    xhr.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
    signal?.addEventListener("abort", () => xhr.abort(), { once: true });
    xhr.send(body);
  });
}

const running = new Map<string, DeckUppy>();

/** The one uploader of an entry: leaving the page and coming back finds it at work. */
export function deckUppy(entry: string): DeckUppy {
  const found = running.get(entry) ?? newUppy(entry);
  running.set(entry, found);
  return found;
}

// Signed addresses are good for fifteen minutes; a part may take some of them.
const PLAN_FRESH_MS = 8 * 60_000;
// The blob waits in IndexedDB for a reload; its store takes these limits, its types forget them.
const BLOBS = { maxFileSize: DECK_MAX, maxTotalSize: 3 * DECK_MAX } as NonNullable<
  GoldenRetrieverOptions["indexedDB"]
>;

/** Uppy's core and multipart plug-in on our part protocol, without any face of its own. */
function newUppy(entry: string): DeckUppy {
  const plans = new Map<string, { plan: Upload; at: number }>();
  const keep = (plan: Upload) => {
    plans.set(plan.id, { plan, at: Date.now() });
    return plan;
  };
  const fetched = async (id: string) => keep(await api.get<Upload>(`uploads/${id}`));
  const fresh = async (id: string) => {
    const kept = plans.get(id);
    return kept && Date.now() - kept.at < PLAN_FRESH_MS ? kept.plan : fetched(id);
  };
  const uppy: DeckUppy = new Uppy<UploadMeta, Stored>({
    id: `deck-${entry}`,
    autoProceed: true,
    // Faults are shown on the page; the console stays empty.
    logger: { debug() {}, warn() {}, error() {} },
    allowMultipleUploadBatches: true,
    restrictions: { maxNumberOfFiles: 1 },
  });
  uppy.use(AwsS3, {
    id: "parts",
    shouldUseMultipart: true,
    limit: 3,
    retryDelays: [0, 1000, 3000, 5000, 10_000, 15_000, 15_000, 15_000],
    getChunkSize: ({ size }) => partSize(size),
    async createMultipartUpload(file) {
      const data = file.data as Blob;
      const plan = await api.post<Upload>("uploads", {
        subject_kind: "entry",
        subject_id: file.meta.entry,
        slot: file.meta.slot,
        name: file.name,
        size: data.size,
        sha256: await sha256Of(data),
      });
      keep(plan);
      return { uploadId: plan.id, key: plan.id };
    },
    async listParts(_file, { uploadId }) {
      const plan = await fetched(String(uploadId));
      return plan.parts
        .filter((part) => part.received)
        .map((part): AwsS3Part => ({ PartNumber: part.number, Size: part.size, ETag: part.url }));
    },
    async signPart(_file, { uploadId, partNumber }) {
      const plan = await fresh(uploadId);
      const part = plan.parts.find(({ number }) => number === partNumber);
      if (!part) throw new ProblemError({ code: "unexpected", status: 409, title: "" });
      return { method: "PUT", url: part.url };
    },
    uploadPartBytes: putPart,
    async completeMultipartUpload(_file, { uploadId }) {
      await api.post<Upload>(`uploads/${uploadId}/complete`);
      return {};
    },
    async abortMultipartUpload(_file, { uploadId }) {
      await api.delete(`uploads/${uploadId}`);
    },
  });
  uppy.use(GoldenRetriever, { id: "reload", indexedDB: BLOBS });
  return uppy;
}
