import { Signal } from "./signal";

export interface RoomState<Body> {
  v: number;
  body: Body;
}

export interface RoomPorts<Body> {
  /** The REST snapshot: the same bytes as the frames' body. */
  snapshot: () => Promise<RoomState<Body>>;
  /** Least milliseconds between two snapshots that gaps ask for. */
  rest: () => number;
  onState?: (state: RoomState<Body>) => void;
  now?: () => number;
}

/** The state of one room: frames in order, the snapshot after a gap or a reconnect. */
export class RoomFeed<Body> {
  readonly state = new Signal<RoomState<Body> | null>(null);
  private asking: Promise<void> | null = null;
  private asked = Number.NEGATIVE_INFINITY;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly now: () => number;

  constructor(private readonly ports: RoomPorts<Body>) {
    this.now = ports.now ?? Date.now;
  }

  /** A frame: absolute, so a newer one is shown at once even across a gap. */
  take(v: number, body: Body): void {
    const last = this.state.get();
    if (last && v < last.v) return;
    this.show({ v, body });
    if (last && v > last.v + 1) this.soon();
  }

  /** Asks the server now; `force` when the viewer's rights may have changed. */
  refresh(force = false): Promise<void> {
    clearTimeout(this.timer);
    this.asked = this.now();
    this.asking ??= this.ports
      .snapshot()
      .then((state) => {
        const last = this.state.get();
        if (force || !last || state.v >= last.v) this.show(state);
      })
      .finally(() => (this.asking = null));
    return this.asking;
  }

  close(): void {
    clearTimeout(this.timer);
  }

  private soon(): void {
    clearTimeout(this.timer);
    const wait = Math.max(0, this.asked + this.ports.rest() - this.now());
    this.timer = setTimeout(() => void this.refresh().catch(() => undefined), wait);
  }

  private show(state: RoomState<Body>): void {
    this.state.set(state);
    this.ports.onState?.(state);
  }
}
