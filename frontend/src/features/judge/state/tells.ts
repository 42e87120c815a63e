import type { Tablet } from "@/offline/tablet";
import { awake } from "./awake";
import { batteryOf, factsOf, type Facts } from "./facts";

/** Never more than one message in this time, and a look at what changed as often. */
export const EVERY_MS = 60_000;

interface Ports {
  read: () => Promise<Facts>;
  /** False where the line is down. */
  send: (facts: Facts) => boolean;
  now?: () => number;
}

/** Tells the server how this device stands: on change, and never often. */
export class Teller {
  private last = "";
  private at = Number.NEGATIVE_INFINITY;
  private later: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly ports: Ports) {}

  /** Something may have changed. */
  async look(): Promise<void> {
    const facts = await this.ports.read();
    const said = JSON.stringify(facts);
    if (said === this.last) return;
    const now = (this.ports.now ?? Date.now)();
    const wait = this.at + EVERY_MS - now;
    clearTimeout(this.later);
    if (wait > 0) {
      this.later = setTimeout(() => void this.look(), wait);
      return;
    }
    if (!this.ports.send(facts)) return;
    this.last = said;
    this.at = now;
  }

  /** The line was away: another tablet may have told of itself in this seat's name. */
  again(): void {
    this.last = "";
    void this.look();
  }
}

let started = false;

/** Starts to tell of this tablet to the room that it follows; once, however often it is asked. */
export function tellsStart(tablet: Tablet, room: () => string | null): void {
  if (started) return;
  started = true;
  const teller = new Teller({
    read: () => factsOf(tablet.broken.get()),
    send: (facts) => {
      const here = room();
      return here !== null && tablet.socket.tell({ room: here, ...facts });
    },
  });
  const look = () => void teller.look();
  awake.subscribe(look);
  tablet.broken.subscribe(look);
  tablet.socket.link.subscribe(() => tablet.socket.link.get() === "online" && teller.again());
  void batteryOf().then((battery) => {
    battery?.addEventListener("levelchange", look);
    battery?.addEventListener("chargingchange", look);
  });
  setInterval(look, EVERY_MS);
  look();
}
