import { intentAnswered, intentKey } from "./intents";
import { isTransient, NETWORK, ProblemError, problemOf } from "./problem";
import { reachFound, reachLost } from "./reach";
import { stepUpFor } from "./stepUp";
import { currentLanguage } from "@/lib/language";

export const API = "/api/v1";

export interface Options {
  body?: unknown;
  query?: Record<string, string | undefined>;
  /** The revision that an edit starts from; sent as If-Match. */
  ifMatch?: string | number;
  /** Where every press is an action of its own; otherwise the key follows from the request. */
  idempotencyKey?: string;
  signal?: AbortSignal;
  headers?: Record<string, string>;
  /** A 401 here is an answer, not an expired session. */
  quiet401?: boolean;
}

export interface Answer<T> {
  data: T;
  etag: string | null;
  status: number;
  /** The server's time of the answer. */
  at: string;
}

type Listener = () => void;
const expired = new Set<Listener>();

/** Calls back whenever a request finds the session gone. Returns the way to stop. */
export function onSessionExpired(listener: Listener): () => void {
  expired.add(listener);
  return () => expired.delete(listener);
}

/** The CSRF token that the server left in its cookie. */
export function csrfToken(): string {
  const found = /(?:^|;\s*)yisai_csrf=([^;]+)/.exec(document.cookie);
  return found?.[1] ? decodeURIComponent(found[1]) : "";
}

function headersOf(method: string, options: Options): Headers {
  const headers = new Headers({
    Accept: "application/json, application/problem+json",
    "Accept-Language": currentLanguage(),
    ...options.headers,
  });
  if (options.body !== undefined) headers.set("Content-Type", "application/json");
  if (method !== "GET") headers.set("X-CSRFToken", csrfToken());
  if (options.ifMatch !== undefined) headers.set("If-Match", quoted(options.ifMatch));
  if (options.idempotencyKey) headers.set("Idempotency-Key", options.idempotencyKey);
  return headers;
}

/** A revision as an entity tag: `3` and `"3"` both become `"3"`. */
export function quoted(rev: string | number): string {
  const text = String(rev);
  return text.startsWith('"') ? text : `"${text}"`;
}

/** The revision inside an entity tag, or null. */
export function revOf(etag: string | null): string | null {
  return etag?.replace(/^W\//, "").replaceAll('"', "") ?? null;
}

function address(path: string, query: Options["query"]): string {
  const base = path.startsWith("/") ? path : `${API}/${path}`;
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== undefined) search.set(key, value);
  }
  const text = search.toString();
  return text ? `${base}?${text}` : base;
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(url, init);
    reachFound();
    return response;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    reachLost();
    throw new ProblemError({ code: NETWORK, status: 0, title: "" });
  }
}

/**
 * Sends one request and reads its JSON. `path` is relative to /api/v1 unless it starts with "/".
 * Where the server asks for the second factor, the person is asked and the same request, with the
 * same key, is sent once more. Throws ProblemError for every refusal and for no answer at all.
 */
export async function request<T>(
  method: string,
  path: string,
  options: Options = {},
): Promise<Answer<T>> {
  const body = options.body === undefined ? null : JSON.stringify(options.body);
  const url = address(path, options.query);
  const key = method === "POST" ? (options.idempotencyKey ?? intentKey(url, body ?? "")) : "";
  const keyed = key ? { ...options, idempotencyKey: key } : options;
  try {
    const answer = await withStepUp(() => once<T>(method, url, body, keyed));
    intentAnswered(url, key);
    return answer;
  } catch (error) {
    // A fault of the server or of what stands before it leaves open what became of the action.
    if (error instanceof ProblemError && !isTransient(error)) intentAnswered(url, key);
    throw error;
  }
}

async function withStepUp<T>(send: () => Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof ProblemError) || !(await stepUpFor(error))) throw error;
    return send();
  }
}

async function once<T>(
  method: string,
  url: string,
  body: string | null,
  options: Options,
): Promise<Answer<T>> {
  const response = await reach(url, {
    method,
    headers: headersOf(method, options),
    body,
    credentials: "same-origin",
    signal: options.signal ?? null,
  });
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.status === 401 && !options.quiet401) expired.forEach((listener) => listener());
    throw problem;
  }
  const text = response.status === 204 ? "" : await response.text();
  return {
    data: (text ? JSON.parse(text) : undefined) as T,
    etag: response.headers.get("etag"),
    status: response.status,
    at: new Date(response.headers.get("date") ?? Date.now()).toISOString(),
  };
}

export const api = {
  get: async <T>(path: string, options?: Options) => (await request<T>("GET", path, options)).data,
  post: async <T>(path: string, body: unknown = {}, options?: Options) =>
    (await request<T>("POST", path, { ...options, body })).data,
  patch: async <T>(path: string, body: unknown, options?: Options) =>
    (await request<T>("PATCH", path, { ...options, body })).data,
  delete: async <T>(path: string, options?: Options) =>
    (await request<T>("DELETE", path, options)).data,
};
