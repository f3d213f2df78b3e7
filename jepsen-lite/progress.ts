import type { Audience } from './conductor.ts';
import type { EventLog } from './event-log.ts';
import { runLimits } from './limits.ts';
import type { FaultWindow } from './run-record.ts';

/** Tells a person what is going on: a line for each fault's beginning and end, and the rate every few seconds. */
export class Progress implements Audience {
  readonly #log: EventLog;
  readonly #print: (line: string) => void;
  readonly #begunAt = performance.now();
  #timer: NodeJS.Timeout | null = null;
  #last = { ok: 0, at: 0 };

  constructor(log: EventLog, print: (line: string) => void) {
    this.#log = log;
    this.#print = print;
  }

  say(text: string): void {
    const seconds = (performance.now() - this.#begunAt) / 1_000;
    this.#print(`${seconds.toFixed(1).padStart(7)} s  ${text}`);
  }

  /** Rate lines from now on. */
  watch(): void {
    this.#last = { ok: this.#log.ok, at: performance.now() };
    this.#timer = setInterval(() => this.#rate(), runLimits.progressMs);
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  began(kind: string, name: string): void {
    this.#log.nemesis(kind, name);
    this.say(`${kind} ${name}`);
  }

  ended(undo: string, { name, from, to, proof }: FaultWindow): void {
    this.#log.nemesis(undo, name);
    const seconds = ((to - from) / 1e6).toFixed(1);
    this.say(`${undo} after ${seconds} s: ${proof.held ? '' : 'NOTHING PROVED, '}${proof.detail}`);
  }

  #rate(): void {
    const { ok, fail, info } = this.#log;
    const now = performance.now();
    const rate = Math.round(((ok - this.#last.ok) / (now - this.#last.at)) * 1_000);
    this.#last = { ok, at: now };
    this.say(`${rate} ok/s; so far ${ok} ok, ${fail} not done, ${info} unknown`);
  }
}
