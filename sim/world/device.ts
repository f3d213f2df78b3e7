import type { Random } from '../../src/util/random.ts';
import type { Latency } from '../schedule.ts';
import type { VirtualTime } from './time.ts';

export function draw(latency: Latency, random: Random): number {
  const { minMs, maxMs, slowPerMille, slowMs } = latency;
  if (slowPerMille > 0 && random.chance(slowPerMille, 1_000)) return slowMs;
  return maxMs > minMs ? minMs + ((maxMs - minMs) * random.between(0, 1_000)) / 1_000 : minMs;
}

/** What a device of a process does: count what waits, and complete everything that does. */
interface Work {
  pending(): number;
  complete(): void;
}

/** A device takes a while for what it is asked, and what it completes is new work for another. */
export class Device {
  latency: Latency;
  readonly #time: VirtualTime;
  readonly #random: Random;
  readonly #work: Work;
  #busy = false;
  #hangs = 0;
  /** On top of the latency, of all the reasons why it is slow now. */
  #extraMs = 0;

  constructor(time: VirtualTime, random: Random, latency: Latency, work: Work) {
    this.#time = time;
    this.#random = random;
    this.latency = latency;
    this.#work = work;
  }

  get hung(): boolean {
    return this.#hangs > 0;
  }

  /** From now on nothing completes; returns how to let go. */
  hang(): () => void {
    this.#hangs++;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#hangs--;
      this.pump();
    };
  }

  slow(ms: number): () => void {
    this.#extraMs += ms;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#extraMs -= ms;
    };
  }

  /** Looks for work. */
  pump(): void {
    if (this.#busy || this.hung || this.#work.pending() === 0) return;
    this.#busy = true;
    this.#time.after(draw(this.latency, this.#random) + this.#extraMs, () => {
      this.#busy = false;
      if (!this.hung) this.#work.complete();
      this.pump();
    });
  }
}
