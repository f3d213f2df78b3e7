import type { Ending } from '../clients/outcome.ts';
import type { Recorder } from '../clients/recorder.ts';
import { clientLimits } from '../limits.ts';
import type { Random } from '../random.ts';
import { sleep } from '../wait.ts';

/** A logical process: one operation open at a time. */
export interface Actor {
  readonly p: number;
  /** Which of the client's processes, from 0; its successor after an unknown outcome has the same. */
  readonly n: number;
  readonly random: Random;
}

/** The logical processes of one client, each of which makes one operation after the other until all are told to stop. */
export class Processes {
  readonly #recorder: Recorder;
  readonly #random: Random;
  #isStopped = false;

  constructor(recorder: Recorder, random: Random) {
    this.#recorder = recorder;
    this.#random = random;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  stop(): void {
    this.#isStopped = true;
  }

  /** `turn` makes one operation, or several that end as the last one; null: none was possible now. */
  async run(count: number, turn: (actor: Actor) => Promise<Ending | null>): Promise<void> {
    await Promise.all(Array.from({ length: count }, async (_, n) => this.#process(n, turn)));
  }

  async #process(n: number, turn: (actor: Actor) => Promise<Ending | null>): Promise<void> {
    let p = this.#recorder.newProcess();
    const random = this.#random.fork();
    while (!this.#isStopped) {
      await sleep(thinkMs(random));
      if (this.#isStopped) return;
      const ending = await turn({ p, n, random });
      if (ending?.type !== 'info') continue;
      // The operation may still happen: its process never acts again, a new one takes over.
      p = this.#recorder.newProcess();
      await sleep(random.between(...clientLimits.afterUnknownMs));
    }
  }
}

/** Bursts and pauses: operations overlap in bursts, and the rate stays within what a checker can follow. */
export function thinkMs(random: Random): number {
  return random.chance(0.6) ? random.between(0, 5) : random.between(10, 100);
}
