/**
 * How long the turns of the event loop are while something else runs in this process.
 *
 *     check phase        timers, poll, completions, promises        check phase
 *     | look ├──────────────── one turn ─────────────────────────────┤ look |
 *
 * A turn counts as the shorter of the time that passed and the processor time of the process. Time alone would count what
 * other processes took from this one; processor time alone, what LevelDB does on its own thread.
 */
export class TurnProbe {
  #longestMs = 0;
  #running = false;
  #lookedAt = 0;
  #cpuAt: NodeJS.CpuUsage = { user: 0, system: 0 };

  /** Returns at the beginning of a turn. */
  async start(): Promise<void> {
    // The last look of an earlier run comes before this and finds that nothing runs.
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.#longestMs = 0;
    this.#running = true;
    this.#begin();
    setImmediate(() => this.#look());
  }

  /** Milliseconds of the longest turn since the start, this one included. */
  stop(): number {
    this.#running = false;
    this.#end();
    return this.#longestMs;
  }

  #look(): void {
    if (!this.#running) return;
    this.#end();
    this.#begin();
    setImmediate(() => this.#look());
  }

  #begin(): void {
    this.#cpuAt = process.cpuUsage();
    this.#lookedAt = performance.now();
  }

  #end(): void {
    const wallMs = performance.now() - this.#lookedAt;
    const { user, system } = process.cpuUsage(this.#cpuAt);
    this.#longestMs = Math.max(this.#longestMs, Math.min(wallMs, (user + system) / 1_000));
  }
}
