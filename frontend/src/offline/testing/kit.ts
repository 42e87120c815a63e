import { databaseOpen, type Database } from "../database";
import { bindingSet } from "../device";
import { paceOf } from "../pace";
import { Sender, type SenderPorts } from "../sender";
import { LinkLost } from "../socket";
import type { Acknowledgement, Operation } from "../types";
import type { ModelServer } from "./server";

export const DEVICE = "11111111-1111-4111-8111-111111111111";
export const SHEET = "22222222-2222-4222-8222-222222222222";
export const CRITERIA = ["innovation", "market", "model", "team", "defense"];

let names = 0;

export async function freshDatabase(): Promise<{ db: Database; name: string }> {
  names += 1;
  const name = `test-${names}-${Math.random()}`;
  const db = await databaseOpen(name);
  await bindingSet(db, { device: DEVICE, person: "judge-3" });
  return { db, name };
}

export const stamp = () => {
  const time = new Date().toISOString();
  return { device: DEVICE, time, shown: time };
};

/** A generator of numbers in [0, 1) that is the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * A network that loses requests, loses answers after the commit, and delivers old requests again,
 * late and out of order.
 */
export function badNetwork(server: ModelServer, random: () => number) {
  const late: Operation[][] = [];
  return async (ops: Operation[]): Promise<Acknowledgement> => {
    const sent = JSON.parse(JSON.stringify(ops)) as Operation[];
    await Promise.resolve();
    if (late.length > 0 && random() < 0.3) {
      server.take(late.splice(Math.floor(random() * late.length), 1)[0] ?? []);
    }
    const luck = random();
    if (luck < 0.25) throw new LinkLost();
    if (luck < 0.4) {
      late.push(sent);
      throw new LinkLost();
    }
    const ack = server.take(sent);
    if (luck < 0.65) throw new LinkLost();
    if (luck < 0.75) {
      // Only a part of the answers arrives, in another order.
      const part = ack.outcomes.filter(() => random() < 0.5).reverse();
      return { ...ack, outcomes: part };
    }
    return ack;
  };
}

export function sender(
  db: Database,
  transmit: SenderPorts["transmit"],
  more?: Partial<SenderPorts>,
) {
  const pace = { ...paceOf(), retries: [1], sent: 1000 };
  return new Sender({
    db,
    device: () => DEVICE,
    pace: () => pace,
    transmit,
    onTaken() {},
    ...more,
  });
}

/** Waits until a condition holds, at most two seconds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 2000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error("the condition never held");
    await new Promise((done) => setTimeout(done, 2));
  }
}
