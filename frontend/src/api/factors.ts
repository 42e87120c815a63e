import { passkeyMake, passkeyShow, type CreationOptions, type RequestOptions } from "@/lib/passkey";
import { api, request } from "./client";
import { ProblemError } from "./problem";

const BASE = "/_allauth/browser/v1";
const OWN = `${BASE}/account/authenticators`;

export type FactorType = "totp" | "webauthn" | "recovery_codes";

export interface Factor {
  type: FactorType;
  /** Seconds since 1970. */
  created_at: number;
  last_used_at: number | null;
  id?: number;
  name?: string;
  unused_code_count?: number;
  unused_codes?: string[];
}

/** Why a factor was not taken; each is a text of ours. */
export type FactorFault = "wrong" | "too_many" | "gone" | "password";

/** A refusal of the sign-in service, which speaks no problem+json. */
export class FactorError extends Error {
  /** `words`: the service's own, in the reader's language, where only it knows what is wrong. */
  constructor(
    readonly fault: FactorFault,
    readonly words: string[] = [],
  ) {
    super(fault);
  }
}

interface Said {
  errors?: { code: string; param?: string; message: string }[];
  data?: { flows?: { id: string; is_pending?: boolean; types?: FactorType[] }[] };
}

/** What the sign-in service said in a refusal. */
export const saidBy = (error: ProblemError) => (error.body.answer ?? {}) as Said;

function fault(error: unknown): unknown {
  if (!(error instanceof ProblemError) || error.code !== "unexpected") return error;
  const errors = saidBy(error).errors ?? [];
  if (errors.some((each) => /too_many|rate_limited/.test(each.code)) || error.status === 429) {
    return new FactorError("too_many");
  }
  if (errors.some((each) => each.param === "password")) {
    return new FactorError(
      "password",
      errors.map((each) => each.message),
    );
  }
  if (error.status === 400) return new FactorError("wrong");
  if (error.status === 401 || error.status === 409) return new FactorError("gone");
  return error;
}

async function said<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw fault(error);
  }
}

interface Data<T> {
  data: T;
}
const send = (path: string, body: unknown) =>
  said(api.post<Data<unknown>>(`${BASE}/${path}`, body, { quiet401: true }));
const read = async <T>(path: string) =>
  (await said(api.get<Data<T>>(`${BASE}/${path}`, { quiet401: true }))).data;

/** The factors that a pending sign-in asks for; null where none is pending. */
export function pendingFactors(error: unknown): FactorType[] | null {
  if (!(error instanceof ProblemError) || error.status !== 401) return null;
  const flows = saidBy(error).data?.flows ?? [];
  const asked = flows.find((flow) => flow.id === "mfa_authenticate" && flow.is_pending);
  return asked ? (asked.types ?? ["totp"]) : null;
}

// `authenticate`: the second step of signing in. `reauthenticate`: once more, later.
type Occasion = "authenticate" | "reauthenticate";

/** Shows a code of the app, or a recovery code. */
export async function codeShow(occasion: Occasion, code: string): Promise<void> {
  await send(`auth/2fa/${occasion}`, { code: code.replaceAll(/\s/g, "") });
}

/** Shows a passkey. */
export async function keyShow(occasion: Occasion): Promise<void> {
  const path = `auth/webauthn/${occasion}`;
  const { request_options } = await read<{ request_options: RequestOptions }>(path);
  await send(path, { credential: await passkeyShow(request_options) });
}

/** The account's own factors, without secrets. */
export const factorsOwn = () => read<Factor[]>("account/authenticators");

/** A new secret for an app: typed, or drawn as a code from the address. */
export async function appOffer(): Promise<{ secret: string; picture: string }> {
  try {
    await api.get(`${OWN}/totp`, { quiet401: true });
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404 && error.code === "unexpected") {
      const answer = error.body.answer as { meta: { secret: string; totp_svg: string } };
      return { secret: answer.meta.secret, picture: answer.meta.totp_svg };
    }
    throw fault(error);
  }
  throw new FactorError("gone");
}

/** Confirms the app by its first code. */
export const appAdd = (code: string) =>
  send("account/authenticators/totp", { code: code.replaceAll(/\s/g, "") });

/** The app no longer counts. */
export const appRemove = () => said(request("DELETE", `${OWN}/totp`, { quiet401: true }));

/** Makes a passkey in this browser or on a key, and keeps it under a name. */
export async function keyAdd(name: string): Promise<void> {
  const path = "account/authenticators/webauthn";
  const { creation_options } = await read<{ creation_options: CreationOptions }>(path);
  await send(path, { name, credential: await passkeyMake(creation_options) });
}

/** The passkey no longer counts. */
export const keyRemove = (id: number) =>
  said(request("DELETE", `${OWN}/webauthn`, { body: { authenticators: [id] }, quiet401: true }));

/** Recovery codes: the first reading shows them, later ones only how many are left. */
export const recoveryRead = () => read<Factor>("account/authenticators/recovery-codes");

/** Ten new ones; the old ones end. */
export async function recoveryRenew(): Promise<Factor> {
  return (await send("account/authenticators/recovery-codes", {})).data as Factor;
}

/** Sends a code to the account's own address. */
export const proofSend = () => send("auth/email/request", {});

/** Brings the code back. */
export const proofConfirm = (code: string) => send("auth/email/confirm", { code: code.trim() });

/** Sets the password. */
export const passwordSet = (password: string) => send("account/password", { password });
