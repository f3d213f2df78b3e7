import { type ChildProcess, fork } from 'node:child_process';
import type { TrialOrder, TrialVerdict } from './trial.ts';
import type { Workspace } from './workspace.ts';

/** A mutant can also turn a loop into one without an end. */
const seedLimitMs = 300_000;

/** The process in which the seeds of one mutant run; another one takes the place of one that dies. */
export class TrialProcess {
  readonly #workspace: Workspace;
  #child: ChildProcess | null = null;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
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
    const { directory, script } = this.#workspace;
    this.#child = fork(script, [], {
      cwd: directory,
      // Plain JavaScript, whatever its parent is run by.
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    return this.#child;
  }
}
