import { assert } from '../../util/assert.ts';
import { check } from '../checks.ts';
import { UnavailableError } from '../errors.ts';
import type { Served } from '../results.ts';
import type { Keyspace, RingKv } from '../ring-kv.ts';
import type { Check } from '../txn.ts';
import {
  type Done,
  doneCodec,
  type InventoryKeys,
  type InventorySettings,
  type Saga,
  sagaCodec,
  textOf,
} from './inventory-records.ts';
import type { Line, Undone } from './inventory-types.ts';
import type { Steps } from './steps.ts';
import type { StoreClock } from './store-clock.ts';

/** Where an order stands; both null when it was never begun, or is forgotten. */
export interface Standing {
  readonly saga: Saga | null;
  readonly done: Done | null;
}

/** A proposed deadline is taken if the partition's clock is behind ours by no more than this ... */
const CLOCK_AHEAD_MS = 1_000;
/** ... or ahead by no more than this share of the hold: so long an order is held at least. */
const CLOCK_BEHIND_SHARE = 0.5;
const CLOCK_TRIES = 4;
/** A decided order is left to whoever decided it for so long. */
const TAKEOVER_MS = 5_000;

/**
 * The record of an order, which alone decides about it. Every arrow is one transaction that names the record it
 * starts from, so of all that try exactly one wins.
 *
 *     ─open─▶ RESERVING ──hold──▶ HELD ──confirm, time < deadline──▶ CONFIRMING ──finish──▶ done CONFIRMED
 *                 │                │
 *                 └─────undo───────┴─undo; expiry: time ≥ deadline─▶ UNDOING ─────finish──▶ done UNDONE
 *
 * A finished order moves to another key with a TTL, so that sweepers scan only what is open.
 */
export class Sagas {
  readonly #kv: RingKv;
  readonly #keys: InventoryKeys;
  readonly #sagas: Keyspace<Saga>;
  readonly #dones: Keyspace<Done>;
  readonly #clock: StoreClock;
  readonly #ttl: number;

  constructor(kv: RingKv, keys: InventoryKeys, settings: InventorySettings, clock: StoreClock) {
    this.#kv = kv;
    this.#keys = keys;
    this.#sagas = kv.keyspace(sagaCodec);
    this.#dones = kv.keyspace(doneCodec);
    this.#clock = clock;
    // Remembered for longer than its holds: a new order of this id never meets those of the old one.
    this.#ttl = 2 * settings.retentionMs;
  }

  /**
   * Begins an order, or finds where it stands. The deadline is proposed from what this process knows of the time and
   * checked by the partition's clock in the same transaction; a refusal brings the right time.
   */
  async open(
    order: string,
    lines: readonly Line[],
    holdMs: number,
    steps: Steps,
  ): Promise<Standing> {
    for (let attempt = 0; attempt < CLOCK_TRIES; attempt++) {
      const now = this.#clock.now();
      const deadline = now + holdMs;
      const state = 'RESERVING';
      const saga: Saga = { order, state, lines, deadline, due: deadline, undone: null };
      const latest = now + Math.ceil(holdMs * CLOCK_BEHIND_SHARE);
      const standing = await this.#write(saga, steps, [
        check.absent(this.#keys.saga(order)),
        check.absent(this.#keys.done(order)),
        check.time('>=', Math.max(0, now - CLOCK_AHEAD_MS)),
        check.time('<=', latest),
      ]);
      if (standing.saga !== null || standing.done !== null) return standing;
    }
    throw new UnavailableError(
      `Order "${order}" could not be begun: a hold of ${holdMs} ms is shorter than a write takes`,
      { code: 'UNAVAILABLE', reason: 'HOLD_TOO_SHORT', outcome: 'not_executed' },
    );
  }

  /** All lines are held. */
  async hold(from: Saga, steps: Steps): Promise<Standing> {
    assert(from.state === 'RESERVING', () => `order ${from.order} was ${from.state}, then held`);
    return this.#decide(from, { ...from, state: 'HELD' }, steps, []);
  }

  /** Refused by the partition's clock from the deadline on: then the record answered is still HELD. */
  async confirm(from: Saga, steps: Steps): Promise<Standing> {
    assert(from.state === 'HELD', () => `order ${from.order} was ${from.state}, then confirmed`);
    const to: Saga = { ...from, state: 'CONFIRMING', due: this.#takeover() };
    return this.#decide(from, to, steps, [check.time('<', from.deadline)]);
  }

  async undo(from: Saga, undone: Undone, steps: Steps): Promise<Standing> {
    return this.#decide(from, this.#undoing(from, undone), steps, []);
  }

  /** Only once the deadline has passed on the partition's clock; else the record stays as it is. */
  async expire(from: Saga, steps: Steps): Promise<Standing> {
    const to = this.#undoing(from, { reason: 'expired' });
    return this.#decide(from, to, steps, [check.time('>=', from.deadline)]);
  }

  /** All lines have followed the decision. */
  async finish(from: Saga, steps: Steps): Promise<Done> {
    const { order, lines, deadline, undone } = from;
    assert(
      from.state === 'CONFIRMING' || from.state === 'UNDOING',
      () => `order ${order} was ${from.state}, then finished`,
    );
    const state = from.state === 'CONFIRMING' ? 'CONFIRMED' : 'UNDONE';
    const done: Done = { order, state, lines, deadline, undone };
    const key = this.#keys.saga(order);
    await steps.run(async (options) =>
      this.#kv.txn(
        {
          // Anything else there means that somebody else has finished it.
          if: [check.value(key, '=', textOf(from))],
          then: [
            this.#sagas.ops.delete(key),
            this.#dones.ops.put(this.#keys.done(order), done, { ttl: this.#ttl }),
          ],
        },
        options,
      ),
    );
    return done;
  }

  /** Linearizable. The saga first: its end and the record of that are one transaction, so no order slips through. */
  async find(order: string, steps: Steps): Promise<Standing> {
    const saga = await steps.run(async (options) =>
      this.#sagas.get(this.#keys.saga(order), options),
    );
    if (saga !== null) return { saga: saga.value, done: null };
    const done = await steps.run(async (options) =>
      this.#dones.get(this.#keys.done(order), options),
    );
    return { saga: null, done: done?.value ?? null };
  }

  #undoing(from: Saga, undone: Undone): Saga {
    assert(
      from.state === 'RESERVING' || from.state === 'HELD',
      () => `order ${from.order} was ${from.state}, then undone`,
    );
    return { ...from, state: 'UNDOING', due: this.#takeover(), undone };
  }

  #takeover(): number {
    return this.#clock.now() + TAKEOVER_MS;
  }

  async #decide(from: Saga, to: Saga, steps: Steps, checks: readonly Check[]): Promise<Standing> {
    const key = this.#keys.saga(from.order);
    return this.#write(to, steps, [check.value(key, '=', textOf(from)), ...checks]);
  }

  /** Writes the record on its conditions; answers what stands there afterwards. */
  async #write(to: Saga, steps: Steps, checks: readonly Check[]): Promise<Standing> {
    const key = this.#keys.saga(to.order);
    const written = await steps.run(async (options) =>
      this.#kv.txn(
        {
          if: checks,
          then: [this.#sagas.ops.put(key, to)],
          else: [this.#sagas.ops.get(key), this.#dones.ops.get(this.#keys.done(to.order))],
        },
        options,
      ),
    );
    this.#observe(written);
    if (written.ok) return { saga: to, done: null };
    assert(written.reason === 'condition_failed', 'an order counts nothing');
    const [saga, done] = written.results;
    return { saga: saga?.value ?? null, done: done?.value ?? null };
  }

  #observe(served: Served & { readonly deduplicated: boolean }): void {
    // A stored answer is as old as the try that made it.
    if (!served.deduplicated) this.#clock.observe(served);
  }
}
