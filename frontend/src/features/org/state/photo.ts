import type { decodeQR } from "qr/decode.js";

/** Longest side of what is kept: the small print of a page stays readable, EXIF goes. */
const LONGEST = 2400;
const QUALITY = 0.85;
const OURS = /^YISAI:PAPER:/;

export interface Photo {
  /** A JPEG, upright, without what a phone writes into its pictures. */
  blob: Blob;
  /** What the QR of the page says; null where none was found. */
  read: string | null;
}

/** A photograph as it is filed, and the QR on it. Rejects what the browser cannot open. */
export async function photoRead(file: Blob): Promise<Photo> {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  const canvas = drawn(bitmap, LONGEST);
  const read = await qrOf(canvas);
  bitmap.close();
  return { blob: await jpegOf(canvas), read };
}

function drawn(source: ImageBitmap, longest: number): HTMLCanvasElement {
  const scale = Math.min(1, longest / Math.max(source.width, source.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(source.width * scale));
  canvas.height = Math.max(1, Math.round(source.height * scale));
  context(canvas).drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function context(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const found = canvas.getContext("2d", { willReadFrequently: true });
  if (!found) throw new Error("no canvas");
  return found;
}

function jpegOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("no picture"))),
      "image/jpeg",
      QUALITY,
    ),
  );
}

/** By the browser's own reader where there is one, else by ours. */
async function qrOf(canvas: HTMLCanvasElement): Promise<string | null> {
  const own = await browserRead(canvas);
  if (own) return own;
  const { decodeQR } = await import("qr/decode.js");
  const { width, height } = canvas;
  const pixels = context(canvas);
  // The whole page, then its upper right where the QR is printed, larger to the reader.
  return (
    ourRead(decodeQR, pixels.getImageData(0, 0, width, height)) ??
    ourRead(decodeQR, pixels.getImageData(width >> 1, 0, width - (width >> 1), height >> 1))
  );
}

function ourRead(decode: typeof decodeQR, image: ImageData): string | null {
  try {
    return ours(decode(image, { effort: 4, timeLimit: 1500 }));
  } catch {
    return null;
  }
}

const ours = (text: string | undefined) => (text && OURS.test(text) ? text : null);

interface Reader {
  detect: (source: HTMLCanvasElement) => Promise<{ rawValue: string }[]>;
}
type ReaderMaker = new (options: { formats: string[] }) => Reader;

async function browserRead(canvas: HTMLCanvasElement): Promise<string | null> {
  const Made = (globalThis as { BarcodeDetector?: ReaderMaker }).BarcodeDetector;
  if (!Made) return null;
  try {
    const found = await new Made({ formats: ["qr_code"] }).detect(canvas);
    return found.map(({ rawValue }) => ours(rawValue)).find(Boolean) ?? null;
  } catch {
    return null;
  }
}
