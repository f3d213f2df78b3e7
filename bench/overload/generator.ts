/**
 * A process that offers load and costs little: its messages are made before, of answers it looks at the ids and reasons.
 *
 *     benchmark                      generator
 *         | fork, job as argument ------> | finds the leaders, connects
 *         | <-------------------- ready   |
 *         | order ----------------------> | closed or open loop
 *         | <------------------ offered   |
 */
import { RingKv } from 'ringkv';
import { ringkv } from '#proto';
import { Latencies } from '../latencies.ts';
import { Pace } from '../load/pace.ts';
import { runForked, tell } from '../run-forked.ts';
import { LoadStream } from './load-stream.ts';
import type { GeneratorJob, GeneratorReport, Offered, Order, Window } from './protocol.ts';

const { Reason } = ringkv.v1;
const KEYS = 4_096;
const WINDOW_MS = 100;
const MICROSECONDS_PER_MS = 1_000;
/** Beside this many messages a second, windows are not worth their memory. */
const WINDOWED_RATE = 2_000;

class Generator {
  readonly #job: GeneratorJob;
  readonly #streams: LoadStream[] = [];
  #latencies = new Latencies();
  #windows = new Map<number, { messages: number; good: number; slowestMs: number }>();
  #windowed = false;
  #next = 0;
  #sent = 0;
  #heldBack = 0;
  /** Messages to keep in flight; 0 in an open loop. */
  #closed = 0;
  #broken: Error | null = null;

  constructor(job: GeneratorJob, keysOf: ReadonlyMap<string, readonly string[]>) {
    this.#job = job;
    const { slots, operations, valueBytes, timeoutMs, low } = job;
    for (let i = 0; i < job.streams; i++) {
      for (const [address, keys] of keysOf) {
        const shape = { operations, keys, valueBytes, timeoutMs, low };
        this.#streams.push(
          new LoadStream(address, slots, shape, {
            answered: (dueAt, ok) => this.#answered(dueAt, ok),
            failed: (error) => {
              this.#broken ??= error;
            },
          }),
        );
      }
    }
  }

  async perform(order: Order): Promise<Offered> {
    const cpu = process.cpuUsage();
    const before = this.#counts();
    this.#latencies = new Latencies();
    this.#windows = new Map();
    this.#sent = 0;
    this.#heldBack = 0;
    this.#windowed = order.kind === 'open' && order.rate <= WINDOWED_RATE;
    const begun = performance.now();
    const pace = order.kind === 'open' ? new Pace(order.rate, (at) => this.#send(at)) : null;
    if (order.kind === 'closed') {
      this.#closed = order.inFlight;
      for (let i = this.#inFlight(); i < order.inFlight; i++) this.#send(begun);
    }
    await new Promise((resolve) => setTimeout(resolve, order.seconds * 1_000));
    pace?.stop();
    this.#closed = 0;
    if (this.#broken !== null) throw this.#broken;
    const { user, system } = process.cpuUsage(cpu);
    const after = this.#counts();
    const errors: Record<string, number> = {};
    for (const [reason, count] of after.byReason.entries()) {
      const more = (count ?? 0) - (before.byReason[reason] ?? 0);
      if (reason !== 0 && more > 0) errors[Reason[reason] ?? `${reason}`] = more;
    }
    return {
      sent: this.#sent * this.#job.operations,
      heldBack: this.#heldBack * this.#job.operations,
      good: (after.byReason[0] ?? 0) - (before.byReason[0] ?? 0),
      late: after.late - before.late,
      errors,
      seconds: (performance.now() - begun) / 1_000,
      latencyMs: this.#latencies.summary(),
      cpuSeconds: (user + system) / 1e6,
      windows: this.#windowList(),
    };
  }

  close(): void {
    for (const stream of this.#streams) stream.close();
  }

  /** The next stream that takes it; in turn, so that one node that does not read leaves the others their load. */
  #send(dueAt: number): void {
    const first = this.#streams[this.#next++ % this.#streams.length];
    if (first?.send(dueAt)) {
      this.#sent++;
      return;
    }
    this.#heldBack++;
  }

  #answered(dueAt: number, ok: number): void {
    const took = performance.now() - dueAt;
    if (ok > 0) this.#latencies.record(took * MICROSECONDS_PER_MS);
    if (this.#windowed) this.#mark(dueAt, took, ok);
    if (this.#closed > 0) this.#send(performance.now());
  }

  #mark(dueAt: number, took: number, ok: number): void {
    const place = Math.floor(dueAt / WINDOW_MS);
    const window = this.#windows.get(place) ?? { messages: 0, good: 0, slowestMs: 0 };
    window.messages++;
    if (ok === this.#job.operations) window.good++;
    window.slowestMs = Math.max(window.slowestMs, took);
    this.#windows.set(place, window);
  }

  #windowList(): Window[] {
    const { timeOrigin } = performance;
    return [...this.#windows].map(([place, window]) => ({
      startsAt: timeOrigin + place * WINDOW_MS,
      ...window,
    }));
  }

  #inFlight(): number {
    return this.#streams.reduce((sum, { inFlight }) => sum + inFlight, 0);
  }

  #counts(): { byReason: number[]; late: number } {
    const byReason: number[] = [];
    let late = 0;
    for (const { counts } of this.#streams) {
      late += counts.late;
      for (const [reason, count] of counts.byReason.entries()) {
        byReason[reason] = (byReason[reason] ?? 0) + (count ?? 0);
      }
    }
    return { byReason, late };
  }
}

/** Keys by the address of the node that leads them, so that nothing has to be sent on. */
async function keysByLeader(endpoints: readonly string[]): Promise<Map<string, string[]>> {
  const kv = await RingKv.connect({ endpoints: [...endpoints] });
  try {
    const { members } = await kv.topology();
    const keysOf = new Map<string, string[]>();
    for (let i = 0; i < KEYS; i++) {
      const key = `overload/${i}`;
      const { leader } = await kv.locate(key);
      const address = members.find(({ id }) => id === leader)?.address;
      if (address === undefined) continue;
      const keys = keysOf.get(address) ?? [];
      keys.push(key);
      keysOf.set(address, keys);
    }
    return keysOf;
  } finally {
    await kv.close();
  }
}

async function perform(job: GeneratorJob): Promise<void> {
  const generator = new Generator(job, await keysByLeader(job.endpoints));
  process.on('message', (order: Order) => {
    generator.perform(order).then(
      (offered) => tell<GeneratorReport>({ kind: 'offered', offered }),
      (error) => tell<GeneratorReport>({ kind: 'failed', message: String(error) }),
    );
  });
  await tell<GeneratorReport>({ kind: 'ready' });
  await new Promise<never>(() => {});
}

await runForked(perform);
