import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SeedReport } from '../run/seed-report.ts';
import type { SeedOrder } from './worker.ts';

// Beside this file, compiled or not.
const script = fileURLToPath(import.meta.url.replace(/pool(\.[jt]s)$/, 'worker$1'));

/** Runs seeds in several processes and hands out the reports in the order of the seeds, whoever was first. */
export class SeedPool {
  readonly #workers: number;
  readonly #orders: Iterator<SeedOrder>;
  readonly #done: (report: SeedReport) => void;
  readonly #waiting = new Map<number, SeedReport>();
  #next: number;

  constructor(
    workers: number,
    from: number,
    orders: Iterable<SeedOrder>,
    done: (report: SeedReport) => void,
  ) {
    this.#workers = workers;
    this.#next = from;
    this.#orders = orders[Symbol.iterator]();
    this.#done = done;
  }

  /** Resolves when all seeds have run; a worker that dies fails it. */
  async run(): Promise<void> {
    await Promise.all(Array.from({ length: this.#workers }, () => this.#work()));
  }

  #work(): Promise<void> {
    return new Promise((resolve, reject) => {
      const child = fork(script, [], { execArgv: process.execArgv, serialization: 'json' });
      let current: SeedOrder | null = null;
      const next = (): void => {
        const order = this.#orders.next();
        current = order.done ? null : order.value;
        if (current === null) end(child);
        else child.send(current);
      };
      child.on('message', (report: SeedReport) => {
        this.#report(report);
        next();
      });
      child.on('error', reject);
      child.on('exit', (code, signal) => {
        if (current === null) resolve();
        else reject(new Error(`the worker with seed ${current.seed} ended: ${signal ?? code}`));
      });
      next();
    });
  }

  #report(report: SeedReport): void {
    this.#waiting.set(report.seed, report);
    for (;;) {
      const ready = this.#waiting.get(this.#next);
      if (ready === undefined) return;
      this.#waiting.delete(this.#next++);
      this.#done(ready);
    }
  }
}

function end(child: ChildProcess): void {
  if (child.connected) child.disconnect();
}
