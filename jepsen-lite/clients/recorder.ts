import type { RunClock } from '../clock.ts';
import { clientLimits } from '../limits.ts';
import type { Ending } from './outcome.ts';
import type { ClientEvent } from './protocol.ts';

/** Process numbers of client process i are i x this and up, so that no two ever share one. */
const PROCESSES_EACH = 1_000_000;

/** An operation as its invoke says it. */
type Asked = Pick<ClientEvent, 'p' | 'f' | 'k' | 'v' | 'ask'>;

/** Logs the operations of one client process: the invoke before the request leaves, the end after the answer came. */
export class Recorder {
  readonly #clock: RunClock;
  readonly #send: (events: readonly ClientEvent[]) => void;
  readonly #timer: NodeJS.Timeout;
  #batch: ClientEvent[] = [];
  #nextProcess: number;

  constructor(index: number, clock: RunClock, send: (events: readonly ClientEvent[]) => void) {
    this.#clock = clock;
    this.#send = send;
    this.#nextProcess = index * PROCESSES_EACH;
    this.#timer = setInterval(() => this.flush(), clientLimits.batchMs);
  }

  /** A number that no process had before. */
  newProcess(): number {
    return this.#nextProcess++;
  }

  /** Runs one operation and logs both its events. After an unknown outcome the process must not act again. */
  async operation({ ask, ...what }: Asked, run: () => Promise<Ending>): Promise<Ending> {
    this.#log({ ns: this.#clock.stamp(), type: 'invoke', ...what, ...(ask && { ask }) });
    const ending = await run();
    this.#log({ ...what, ns: this.#clock.stamp(), ...ending });
    return ending;
  }

  flush(): void {
    if (this.#batch.length === 0) return;
    const events = this.#batch;
    this.#batch = [];
    this.#send(events);
  }

  close(): void {
    clearInterval(this.#timer);
    this.flush();
  }

  #log(event: ClientEvent): void {
    this.#batch.push(event);
    if (this.#batch.length >= clientLimits.batchEvents) this.flush();
  }
}
