import { assert } from '../../util/assert.ts';
import { check } from '../checks.ts';
import { counter } from '../codec.ts';
import type { Counters, Keyspace, RingKv } from '../ring-kv.ts';
import {
  type HoldRecord,
  heldRecord,
  holdCodec,
  type InventoryKeys,
  type InventorySettings,
  textOf,
} from './inventory-records.ts';
import type { Line } from './inventory-types.ts';
import type { Steps } from './steps.ts';

export type HoldOutcome =
  | { readonly kind: 'held' }
  | { readonly kind: 'sold_out'; readonly available: number }
  /** The hold was ended before, by whoever decided about the order. */
  | { readonly kind: 'ended' }
  /** The deadline has passed here. */
  | { readonly kind: 'late' };

/** Of which order, on what, until when: the same in every step of one line. */
export interface HoldId {
  readonly order: string;
  readonly line: Line;
  readonly deadline: number;
}

/**
 * The steps of one line of an order. Each is one transaction in the article's partition, without a read before it.
 *
 *     (absent) ──hold──▶ HELD ──confirm──▶ CONFIRMED
 *         │               └────undo─────▶ RELEASED | EXPIRED     the stock goes back
 *         └──undo──▶ RELEASED | EXPIRED                          nothing to give back: a tombstone
 *
 * The tombstone keeps a coordinator that slept from holding stock for an order that ended meanwhile. It has a TTL;
 * when it is gone, the deadline that every hold is compared with lies behind (see `inventorySettings`).
 */
export class Holds {
  readonly #kv: RingKv;
  readonly #keys: InventoryKeys;
  readonly #counts: Counters;
  readonly #holds: Keyspace<HoldRecord>;
  readonly #ttl: number;

  constructor(kv: RingKv, keys: InventoryKeys, settings: InventorySettings) {
    this.#kv = kv;
    this.#keys = keys;
    this.#counts = kv.keyspace(counter);
    this.#holds = kv.keyspace(holdCodec);
    this.#ttl = settings.retentionMs;
  }

  async hold({ order, line, deadline }: HoldId, steps: Steps): Promise<HoldOutcome> {
    const { sku, qty } = line;
    const key = this.#keys.hold(sku, order);
    const taken = await steps.run(async (options) =>
      this.#kv.txn(
        {
          if: [check.absent(key), check.time('<', deadline)],
          // `avail` first: it is the only bound that can be hit.
          then: [
            this.#counts.ops.increment(this.#keys.count(sku, 'avail'), -qty, { min: 0 }),
            this.#counts.ops.increment(this.#keys.count(sku, 'held'), qty),
            this.#holds.ops.put(key, heldRecord(order, line, deadline)),
          ],
          else: [this.#holds.ops.get(key)],
        },
        options,
      ),
    );
    if (taken.ok) return { kind: 'held' };
    if (taken.reason === 'out_of_range') {
      assert(taken.index === 0, () => `held of ${sku} at its bound: ${taken.value} + ${qty}`);
      return { kind: 'sold_out', available: taken.value };
    }
    const [there] = taken.results;
    if (there === null) return { kind: 'late' };
    const record = there.value;
    if (record.state !== 'HELD') return { kind: 'ended' };
    assert(
      record.qty === qty && record.deadline === deadline,
      () => `hold of order ${order} on ${sku} is ${textOf(record)}, not ${qty} until ${deadline}`,
    );
    return { kind: 'held' };
  }

  /** Only for an order that was decided to be sold, which all lines had been held for. */
  async confirm(id: HoldId, steps: Steps): Promise<void> {
    const { sku, qty } = id.line;
    const there = await this.#end(id, 'CONFIRMED', steps, [
      this.#counts.ops.increment(this.#keys.count(sku, 'sold'), qty),
    ]);
    // Nothing there: confirmed so long ago that it is forgotten, for only the confirmed state has a TTL here.
    assert(
      there === null || there.state === 'CONFIRMED',
      () => `order ${id.order} is sold but its hold on ${sku} is ${there?.state}`,
    );
  }

  /** `likely` says what is tried first; both are right whatever is there. */
  async undo(
    id: HoldId,
    state: 'RELEASED' | 'EXPIRED',
    likely: 'held' | 'absent',
    steps: Steps,
  ): Promise<void> {
    const { sku, qty } = id.line;
    const isGone = likely === 'absent' && (await this.#bury(id, state, steps));
    if (isGone) return;
    // A hold comes at most once, so a second round meets either it or the tombstone.
    for (let round = 0; round < 2; round++) {
      const there = await this.#end(id, state, steps, [
        this.#counts.ops.increment(this.#keys.count(sku, 'avail'), qty),
      ]);
      assert(
        there?.state !== 'CONFIRMED' || there.deadline !== id.deadline,
        () => `order ${id.order} is undone but its hold on ${sku} is confirmed`,
      );
      if (there !== null || (await this.#bury(id, state, steps))) return;
    }
    assert(false, () => `hold of order ${id.order} on ${sku} is neither there nor absent`);
  }

  /** Ends a hold and moves its stock; answers the record that is there afterwards, null if there is none. */
  async #end(
    { order, line, deadline }: HoldId,
    state: HoldRecord['state'],
    steps: Steps,
    move: readonly [ReturnType<Counters['ops']['increment']>],
  ): Promise<HoldRecord | null> {
    const { sku, qty } = line;
    const key = this.#keys.hold(sku, order);
    const held = heldRecord(order, line, deadline);
    const after: HoldRecord = { ...held, state };
    const ended = await steps.run(async (options) =>
      this.#kv.txn(
        {
          if: [check.value(key, '=', textOf(held))],
          then: [
            this.#counts.ops.increment(this.#keys.count(sku, 'held'), -qty, { min: 0 }),
            ...move,
            this.#holds.ops.put(key, after, { ttl: this.#ttl }),
          ],
          else: [this.#holds.ops.get(key)],
        },
        options,
      ),
    );
    if (ended.ok) return after;
    assert(ended.reason === 'condition_failed', () => `held of ${sku} would get below 0 by ${qty}`);
    return ended.results[0]?.value ?? null;
  }

  /** True: a tombstone stands there now, or a hold that had ended. */
  async #bury(
    { order, line, deadline }: HoldId,
    state: 'RELEASED' | 'EXPIRED',
    steps: Steps,
  ): Promise<boolean> {
    const key = this.#keys.hold(line.sku, order);
    const tombstone: HoldRecord = { ...heldRecord(order, line, deadline), state };
    const buried = await steps.run(async (options) =>
      this.#kv.txn(
        {
          if: [check.absent(key)],
          then: [this.#holds.ops.put(key, tombstone, { ttl: this.#ttl })],
          else: [this.#holds.ops.get(key)],
        },
        options,
      ),
    );
    if (buried.ok) return true;
    assert(buried.reason === 'condition_failed', 'a tombstone counts nothing');
    return buried.results[0]?.value.state !== 'HELD';
  }
}
