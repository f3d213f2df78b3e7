import { InvariantError, present } from '../../util/assert.ts';
import { KvError } from '../errors.ts';
import type { Holds } from './inventory-holds.ts';
import { type Done, type Saga, sameLines } from './inventory-records.ts';
import type { Sagas, Standing } from './inventory-sagas.ts';
import type {
  ConfirmResult,
  Line,
  ReleaseResult,
  ReserveResult,
  Undone,
} from './inventory-types.ts';
import type { Steps } from './steps.ts';

/** Moves of one order that one call makes: its states are fewer, so more means a wrong record. */
const MOVES_MAX = 8;

/**
 * What coordinators and sweepers do with an order. Any number of them may work on one at the same time and any of
 * them may die between any two steps: the record decides, every step is guarded, and repeating it changes nothing.
 */
export class Orders {
  readonly #sagas: Sagas;
  readonly #holds: Holds;

  constructor(sagas: Sagas, holds: Holds) {
    this.#sagas = sagas;
    this.#holds = holds;
  }

  async reserve(standing: Standing, lines: readonly Line[], steps: Steps): Promise<ReserveResult> {
    let { saga, done } = standing;
    const begun = present(saga ?? done, 'record of an order that was opened').lines;
    if (!sameLines(begun, lines)) return { ok: false, reason: 'order_mismatch', lines: begun };
    for (let move = 0; move < MOVES_MAX; move++) {
      if (done !== null) return reserved(done);
      // Ended and forgotten while this call slept.
      if (saga === null) return { ok: false, reason: 'expired' };
      if (saga.state === 'HELD' || saga.state === 'CONFIRMING') return reserved(saga);
      if (saga.state === 'UNDOING') return this.#undoneNow(saga, steps);
      ({ saga, done } = await this.#holdAll(saga, steps));
    }
    return restless();
  }

  async confirm(standing: Standing, steps: Steps): Promise<ConfirmResult> {
    let { saga, done } = standing;
    for (let move = 0; move < MOVES_MAX; move++) {
      if (done !== null) return confirmed(done, true);
      if (saga === null) return { ok: false, reason: 'not_found' };
      if (saga.state === 'RESERVING') return { ok: false, reason: 'incomplete' };
      if (saga.state !== 'HELD') return confirmed(saga, await this.#settled(saga, steps));
      const after = await this.#sagas.confirm(saga, steps);
      // Still held: refused by the clock. The answer "expired" is true only once that is decided.
      if (after.saga?.state === 'HELD') ({ saga, done } = await this.#sagas.expire(saga, steps));
      else ({ saga, done } = after);
    }
    return restless();
  }

  async release(standing: Standing, steps: Steps): Promise<ReleaseResult> {
    let { saga, done } = standing;
    for (let move = 0; move < MOVES_MAX; move++) {
      if (done !== null) return released(done, true);
      if (saga === null) return { ok: false, reason: 'not_found' };
      if (saga.state === 'CONFIRMING') return { ok: false, reason: 'confirmed' };
      if (saga.state === 'UNDOING') return released(saga, await this.#settled(saga, steps));
      ({ saga, done } = await this.#sagas.undo(saga, { reason: 'released' }, steps));
    }
    return restless();
  }

  /** What a sweeper does with an order that is due; answers what came of it. */
  async advance(saga: Saga, steps: Steps): Promise<'expired' | 'completed' | 'waits'> {
    if (saga.state === 'CONFIRMING' || saga.state === 'UNDOING') {
      await this.#finish(saga, steps);
      return 'completed';
    }
    const after = await this.#sagas.expire(saga, steps);
    if (after.saga?.state !== 'UNDOING') return 'waits';
    await this.#finish(after.saga, steps);
    return 'expired';
  }

  /** In order of SKU: two baskets that want the same scarce articles do not each get half of them. */
  async #holdAll(saga: Saga, steps: Steps): Promise<Standing> {
    const { order, lines, deadline } = saga;
    for (const line of lines) {
      const outcome = await this.#holds.hold({ order, line, deadline }, steps);
      if (outcome.kind === 'held') continue;
      if (outcome.kind === 'ended') return this.#sagas.find(order, steps);
      const undone: Undone =
        outcome.kind === 'late'
          ? { reason: 'expired' }
          : {
              reason: 'sold_out',
              sku: line.sku,
              requested: line.qty,
              available: outcome.available,
            };
      return this.#sagas.undo(saga, undone, steps);
    }
    return this.#sagas.hold(saga, steps);
  }

  /** The answer is certain as soon as that is decided; that the stock is back may take until the next sweep. */
  async #undoneNow(saga: Saga, steps: Steps): Promise<ReserveResult> {
    await this.#settled(saga, steps);
    return { ok: false, ...undoneOf(saga) };
  }

  /** Whether the lines have followed the decision. A failure here changes nothing about it: sweepers go on. */
  async #settled(saga: Saga, steps: Steps): Promise<boolean> {
    try {
      await this.#finish(saga, steps);
      return true;
    } catch (error) {
      if (error instanceof KvError) return false;
      throw error;
    }
  }

  async #finish(saga: Saga, steps: Steps): Promise<Done> {
    const { order, lines, deadline } = saga;
    if (saga.state === 'CONFIRMING') {
      await allEnded(lines.map((line) => this.#holds.confirm({ order, line, deadline }, steps)));
    } else {
      const undone = undoneOf(saga);
      const state = undone.reason === 'expired' ? 'EXPIRED' : 'RELEASED';
      // Lines after the one that was sold out were hardly ever tried.
      const untried = undone.reason === 'sold_out' ? undone.sku : null;
      await allEnded(
        lines.map((line) => {
          const likely = untried !== null && line.sku >= untried ? 'absent' : 'held';
          return this.#holds.undo({ order, line, deadline }, state, likely, steps);
        }),
      );
    }
    return this.#sagas.finish(saga, steps);
  }
}

/** Like Promise.all, but leaves nothing running behind: a caller that is told of a failure may go on at once. */
async function allEnded(work: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(work);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

function reserved(record: Saga | Done): ReserveResult {
  const { lines, deadline } = record;
  if (record.undone !== null) return { ok: false, ...record.undone };
  const status = record.state === 'HELD' ? 'held' : 'confirmed';
  return { ok: true, status, lines, expiresAt: deadline };
}

function confirmed(record: Saga | Done, settled: boolean): ConfirmResult {
  if (record.undone !== null) return { ok: false, ...record.undone };
  return { ok: true, settled, lines: record.lines };
}

function released(record: Saga | Done, settled: boolean): ReleaseResult {
  if (record.undone === null) return { ok: false, reason: 'confirmed' };
  return { ok: true, settled, why: record.undone.reason };
}

function undoneOf(saga: Saga): Undone {
  return present(saga.undone, `reason why order ${saga.order} is undone`);
}

function restless(): never {
  throw new InvariantError(`an order did not settle in ${MOVES_MAX} moves`);
}
