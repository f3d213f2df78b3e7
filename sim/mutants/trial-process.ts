import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { TrialOrder, TrialVerdict } from './trial.ts';

/** A mutant can also turn a loop into one without an end. */
const seedLimitMs = 300_000;

/** The process in which the seeds of one mutant run; another one takes the place of one that dies. */
export class TrialProcess {
  readonly #directory: string;
  #child: ChildProcess | null = null;

  constructor(directory: string) {
    this.#directory = directory;
  }

  run(order: TrialOrder): Promise<TrialVerdict> {
    const child = this.#child ?? this.#fork();
    return new Promise((resolve) => {
      const limit = setTimeout(() => child.kill('SIGKILL'), seedLimitMs);
      const end = (verdict: TrialVerdict): void => {
        clearTimeout(limit);
        child.removeAllListeners();
        resolve(verdict);
      };
      child.once('message', (verdict: TrialVerdict) => end(verdict));
      child.once('exit', (code, signal) => {
        this.#child = null;
        const message = `the process ended: ${signal ?? code}`;
        end({ seed: order.seed, violation: { checker: 'exception', message } });
      });
      child.send(order);
    });
  }

  close(): void {
    if (this.#child?.connected) this.#child.disconnect();
    this.#child = null;
  }

  #fork(): ChildProcess {
    const { execArgv } = process;
    this.#child = fork(join(this.#directory, 'sim/mutants/trial.ts'), [], {
      cwd: this.#directory,
      execArgv,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    return this.#child;
  }
}
