import type { Database } from "./database";
import { deviceKey } from "./device";

const HASH = { name: "ECDSA", hash: "SHA-256" };

/** This device's signature over a text, raw and in hex: the server knows the key that it fits. */
export async function deviceProve(db: Database, text: string): Promise<string> {
  const { privateKey } = await deviceKey(db);
  const signed = await crypto.subtle.sign(HASH, privateKey, new TextEncoder().encode(text));
  return [...new Uint8Array(signed)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
