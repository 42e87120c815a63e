/** How long an action that got no answer is the same one when it is sent again. */
const REMEMBERED_MS = 10 * 60_000;

interface Intent {
  body: string;
  key: string;
  until: number;
}

/** By address, the last POST that is on its way or whose answer was lost. */
const open = new Map<string, Intent>();

/**
 * The key of an action: the same one while an equal request is unanswered, else a new one. So a
 * second press after a lost answer asks for what the first one did, and a new action is new.
 */
export function intentKey(url: string, body: string): string {
  const now = Date.now();
  const known = open.get(url);
  const key = known?.body === body && known.until > now ? known.key : crypto.randomUUID();
  open.set(url, { body, key, until: now + REMEMBERED_MS });
  return key;
}

/** The action was answered; from now on the same request is another action. */
export function intentAnswered(url: string, key: string): void {
  if (open.get(url)?.key === key) open.delete(url);
}
