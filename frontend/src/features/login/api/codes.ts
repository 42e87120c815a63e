import { api } from "@/api/client";
import { type FactorType, pendingFactors, saidBy } from "@/api/factors";
import { ProblemError } from "@/api/problem";
import { queryClient } from "@/api/query";
import { sessionQuery } from "@/api/session";

const AUTH = "/_allauth/browser/v1/auth";

/** Why a sign-in step did not happen; each is a text of ours. */
export type CodeFault = "email_wrong" | "code_wrong" | "code_gone" | "password_wrong" | "too_many";

/** A refusal of the sign-in service, which speaks no problem+json. */
export class CodeError extends Error {
  constructor(readonly fault: CodeFault) {
    super(fault);
  }
}

function faultOf(error: unknown, wrong: CodeFault): unknown {
  if (!(error instanceof ProblemError)) return error;
  if (error.status === 400) return new CodeError(wrong);
  if (error.status === 409) return new CodeError("code_gone");
  if (error.status === 429) return new CodeError("too_many");
  return error;
}

/** Sends a code to an address. The service answers 401 when the code is on its way. */
export async function codeRequest(email: string): Promise<void> {
  await queryClient.ensureQueryData(sessionQuery);
  try {
    await api.post(`${AUTH}/code/request`, { email }, { quiet401: true });
  } catch (error) {
    if (error instanceof ProblemError && error.status === 401) return;
    throw faultOf(error, "email_wrong");
  }
}

/**
 * Confirms a code in the browser that asked for it; the session is new afterwards. Gives the
 * factors of which one has to be shown before that, or null.
 */
export async function codeConfirm(code: string): Promise<FactorType[] | null> {
  await queryClient.ensureQueryData(sessionQuery);
  try {
    await api.post(`${AUTH}/code/confirm`, { code: code.trim() }, { quiet401: true });
  } catch (error) {
    const factors = pendingFactors(error);
    if (factors) return factors;
    // 401: the code was the last one allowed, or the step before is missing.
    if (error instanceof ProblemError && error.status === 401) throw new CodeError("code_gone");
    throw faultOf(error, "code_wrong");
  }
  await sessionRead();
  return null;
}

/** Who is signed in now. */
export async function sessionRead(): Promise<void> {
  await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
}

/** Signs in with a password; gives the factors of which one has to be shown before, or null. */
export async function passwordSignIn(
  email: string,
  password: string,
): Promise<FactorType[] | null> {
  await queryClient.ensureQueryData(sessionQuery);
  try {
    await api.post(`${AUTH}/login`, { email: email.trim(), password }, { quiet401: true });
  } catch (error) {
    const factors = pendingFactors(error);
    if (factors) return factors;
    const many = error instanceof ProblemError && tooMany(error);
    throw many ? new CodeError("too_many") : faultOf(error, "password_wrong");
  }
  await sessionRead();
  return null;
}

const tooMany = (error: ProblemError) =>
  saidBy(error).errors?.some((each) => each.code === "too_many_login_attempts") ?? false;
