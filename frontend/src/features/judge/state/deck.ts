import type { PDFDocumentProxy } from "pdfjs-dist";
import worker from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";

/** Opens a deck from its bytes; the reader is loaded only now. Throws when it cannot be had. */
export async function deckOpen(url: string, signal: AbortSignal): Promise<PDFDocumentProxy> {
  const [reader, response] = await Promise.all([
    import("pdfjs-dist/legacy/build/pdf.mjs"),
    fetch(url, { credentials: "same-origin", signal }),
  ]);
  if (!response.ok) throw new Error(String(response.status));
  reader.GlobalWorkerOptions.workerSrc = worker;
  const data = await response.arrayBuffer();
  return reader.getDocument({ data, isEvalSupported: false }).promise;
}
