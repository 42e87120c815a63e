/** The body of application/problem+json as the server words it, in the request's language. */
export interface ProblemBody {
  code: string;
  status: number;
  title: string;
  detail?: string;
  params?: Record<string, unknown>;
  fields?: Record<string, string[]>;
  [extra: string]: unknown;
}

/** A refused or failed request. `code` is `network` when no answer came. */
export class ProblemError extends Error {
  readonly code: string;
  readonly status: number;
  readonly body: ProblemBody;

  constructor(body: ProblemBody) {
    super(body.code);
    this.name = "ProblemError";
    this.code = body.code;
    this.status = body.status;
    this.body = body;
  }

  /** The server's words for one field, or nothing. */
  field(name: string): string | undefined {
    return this.body.fields?.[name]?.[0];
  }
}

export const NETWORK = "network";

/** True where trying again later may help without any change by the user. */
export function isTransient(error: unknown): boolean {
  return error instanceof ProblemError && (error.status === 0 || error.status >= 500);
}

/**
 * Reads an answer that is not 2xx; anything but problem+json becomes `unexpected`, with what the
 * sign-in service said in its own JSON as `answer`.
 */
export async function problemOf(response: Response): Promise<ProblemError> {
  const type = response.headers.get("content-type") ?? "";
  if (type.includes("application/problem+json")) {
    const body = (await response.json().catch(() => null)) as ProblemBody | null;
    if (body?.code) return new ProblemError({ ...body, status: response.status });
  }
  const json = type.includes("application/json");
  const answer = json ? ((await response.json().catch(() => null)) as unknown) : undefined;
  return new ProblemError({ code: "unexpected", status: response.status, title: "", answer });
}
