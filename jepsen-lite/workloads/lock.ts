import { RingKv } from 'ringkv';
import { FENCED, type Grant } from '../checkers/index.ts';
import { type Ending, endingOf } from '../clients/outcome.ts';
import type { ClientSetup, FromClient } from '../clients/protocol.ts';
import type { Recorder } from '../clients/recorder.ts';
import { servedFrom } from '../clients/typed-target.ts';
import { clientLimits } from '../limits.ts';
import { Random } from '../random.ts';
import { sleep } from '../wait.ts';
import type { ClientWorkload } from './client-workload.ts';
import type { RegisterAnswer, RegisterRequest } from './guarded-registers.ts';
import { type Actor, Processes } from './processes.ts';

const PROCESSES = 6;
const LOCKS = 6;
const TTL_MS = 1_000;
/** How long a holder works; and how long one that stands still over its time to live. */
const WORK_MS = [0, 60] as const;
const OVERSTAY_MS = [1_200, 2_500] as const;
const OVERSTAY_SHARE = 0.05;
const WAIT_MS = [10, 120] as const;

/**
 * Takes a lock, works on what it guards, gives it back. The lock is a put if absent with a time to live, and the revision of that put
 * is the fencing token: the public API and no more. Some holders stand still for longer than their lock lasts.
 */
export class LockClient implements ClientWorkload {
  readonly #setup: ClientSetup;
  readonly #recorder: Recorder;
  readonly #tell: (message: FromClient) => void;
  readonly #processes: Processes;
  readonly #pending = new Map<number, (answer: RegisterAnswer) => void>();
  #clients: readonly RingKv[] = [];
  #nextRequest = 0;
  readonly #figures = { fenced: 0, overstayed: 0, lostWithoutToken: 0 };

  constructor(setup: ClientSetup, recorder: Recorder, tell: (message: FromClient) => void) {
    this.#setup = setup;
    this.#recorder = recorder;
    this.#tell = tell;
    this.#processes = new Processes(recorder, new Random(setup.seed));
  }

  async connect(): Promise<void> {
    const { endpoints, index } = this.#setup;
    const one = endpoints[index % endpoints.length] ?? '';
    this.#clients = await Promise.all([
      RingKv.connect({ endpoints: [...endpoints] }),
      RingKv.connect({ endpoints: [one] }),
    ]);
  }

  async run(): Promise<Readonly<Record<string, number>>> {
    await this.#processes.run(PROCESSES, async (actor) => this.#turn(actor));
    for (const kv of this.#clients) await kv.close({ graceMs: 0 });
    return this.#figures;
  }

  stop(): void {
    this.#processes.stop();
  }

  rotate(): void {}

  answered(id: number, answer: RegisterAnswer): void {
    this.#pending.get(id)?.(answer);
    this.#pending.delete(id);
  }

  async #turn(actor: Actor): Promise<Ending | null> {
    const { p, n, random } = actor;
    const kv = this.#clients[n % this.#clients.length];
    if (kv === undefined) return null;
    const k = `${this.#setup.prefix}lock${n % LOCKS}`;
    const timeoutMs = random.between(...clientLimits.timeoutMs);
    const acquired = await this.#recorder.operation({ p, f: 'acquire', k }, async () =>
      acquire(kv, k, p, timeoutMs),
    );
    if (acquired.type !== 'ok') {
      await sleep(random.between(...WAIT_MS));
      return acquired;
    }
    const { token } = acquired.v as Grant;
    await this.#recorder.operation({ p, f: 'use', k, v: token }, async () =>
      this.#use(k, token, random),
    );
    return this.#recorder.operation({ p, f: 'release', k, v: token }, async () =>
      release(kv, k, token, timeoutMs),
    );
  }

  /** Read, work, write: with the token, and beside it the same without. */
  async #use(k: string, token: number, random: Random): Promise<Ending> {
    const bare = `${k} without tokens`;
    const before = await this.#ask({ register: k, token, set: null });
    const bareBefore = await this.#ask({ register: bare, token: null, set: null });
    const isLong = random.chance(OVERSTAY_SHARE);
    if (isLong) this.#figures.overstayed++;
    const [least, most] = isLong ? OVERSTAY_MS : WORK_MS;
    await sleep(random.between(least, most));
    const bareNow = await this.#ask({ register: bare, token: null, set: null });
    // Somebody wrote in between, and this write takes that back.
    if (bareNow.value !== bareBefore.value) this.#figures.lostWithoutToken++;
    await this.#ask({ register: bare, token: null, set: bareBefore.value + 1 });
    const value = before.value + 1;
    const after = before.isRefused ? before : await this.#ask({ register: k, token, set: value });
    if (!after.isRefused) return { type: 'ok', v: { token, value } };
    this.#figures.fenced++;
    return { type: 'fail', err: FENCED };
  }

  async #ask(request: RegisterRequest): Promise<RegisterAnswer> {
    const id = this.#nextRequest++;
    return new Promise((resolve) => {
      this.#pending.set(id, resolve);
      this.#tell({ kind: 'register', id, request });
    });
  }
}

async function acquire(kv: RingKv, k: string, p: number, timeoutMs: number): Promise<Ending> {
  try {
    const put = await kv.put(k, `${p}`, { ifAbsent: true, ttl: TTL_MS, timeoutMs });
    if (!put.ok) return { type: 'fail', err: 'held' };
    const { revision: token, expiresAt } = put;
    const endMs = expiresAt ?? 0;
    // An answer may be given long after the grant (R31), but the time to live counts from it.
    const grant: Grant = { token, grantedMs: endMs - TTL_MS, endMs };
    return { type: 'ok', v: grant, at: servedFrom(put, token) };
  } catch (error) {
    return endingOf(error, false);
  }
}

/** Only as long as it is still the same grant. */
async function release(kv: RingKv, k: string, token: number, timeoutMs: number): Promise<Ending> {
  try {
    const gone = await kv.delete(k, { ifRevision: token, timeoutMs });
    if (!gone.ok) return { type: 'fail', err: 'no longer held' };
    return { type: 'ok', v: token, at: servedFrom(gone, token) };
  } catch (error) {
    return endingOf(error, false);
  }
}
