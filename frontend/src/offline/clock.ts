const OFF_MS = 60_000;

/** The server's time as this device can know it: the sample with the shortest way wins. */
export class ServerClock {
  private offset = 0;
  private way = Number.POSITIVE_INFINITY;

  constructor(private readonly now: () => number = Date.now) {}

  /** Takes the server's time of an answer that took `way` milliseconds there and back. */
  sample(serverTime: string, way: number): void {
    const at = Date.parse(serverTime);
    // A slow sample says little; an old best one fades so that drift is followed.
    this.way *= 1.05;
    if (Number.isNaN(at) || way > this.way) return;
    this.way = way;
    this.offset = at + way / 2 - this.now();
  }

  /** Starts from what was known last time, until the first answer says better. */
  resume(offset: number): void {
    if (this.way === Number.POSITIVE_INFINITY) this.offset = offset;
  }

  /** Milliseconds since the epoch by the server's clock. */
  time(): number {
    return this.now() + this.offset;
  }

  get offsetMs(): number {
    return this.offset;
  }

  /** So far off that it is worth a word; what is shown is corrected all the same. */
  get isOff(): boolean {
    return Math.abs(this.offset) >= OFF_MS;
  }
}
