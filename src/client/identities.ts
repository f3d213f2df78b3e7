import { emptyBytes } from '../util/bytes.ts';
import { sessionLimits } from '../util/limits.ts';
import { quorumAck } from './ack-plan.ts';
import type { Call, CallSpec } from './call.ts';
import type { KvError } from './errors.ts';
import { IdentityPool, newClientId } from './identity.ts';
import type { ClientTuning } from './limits.ts';
import { leaderRead } from './read-plan.ts';

export interface IdentityEvents {
  /** Runs a call of the client's own, ahead of waiting callers. */
  submit(spec: CallSpec): Call;
  /** The call has been waiting for an identity; try again to give it one. */
  resume(call: Call): void;
  /** No identity can be had: the write was never sent. */
  refused(call: Call, error: KvError): void;
}

/** Writes that wait for an identity of one partition, and the one request that opens it. */
interface Opening {
  readonly parked: Set<Call>;
  call: Call | null;
}

/** Gives every write an identity of its partition, opened there by a log entry before the first write (R31). */
export class Identities {
  readonly #events: IdentityEvents;
  readonly #tuning: ClientTuning;
  readonly #now: () => number;
  readonly #pools = new Map<number, IdentityPool>();
  readonly #openings = new Map<number, Opening>();

  constructor(events: IdentityEvents, tuning: ClientTuning, now: () => number) {
    this.#events = events;
    this.#tuning = tuning;
    this.#now = now;
  }

  /** Assigns identity and sequence, or answers false: then the call waits and is resumed. */
  assign(call: Call): boolean {
    const identity = this.#pool(call.spec.partition).usable(this.#now());
    if (identity === null) {
      this.#park(call);
      return false;
    }
    call.identity = identity;
    call.sequence = identity.draw();
    return true;
  }

  /** The call ended while it was waiting. Answers the request that it waited for. */
  forget(call: Call): Call | null {
    const opening = this.#openings.get(call.spec.partition);
    opening?.parked.delete(call);
    return opening?.call ?? null;
  }

  #pool(partition: number): IdentityPool {
    let pool = this.#pools.get(partition);
    if (pool === undefined) {
      pool = new IdentityPool(this.#tuning);
      this.#pools.set(partition, pool);
    }
    return pool;
  }

  #park(call: Call): void {
    const { partition } = call.spec;
    let opening = this.#openings.get(partition);
    if (opening === undefined) {
      opening = { parked: new Set(), call: null };
      this.#openings.set(partition, opening);
    }
    call.state = 'parked';
    opening.parked.add(call);
    if (opening.call === null) this.#open(partition, opening);
  }

  /**
   * Every try opens an id of its own. Were one id opened by two tries, the second could arrive after the id had been
   * used and had ended, bring it back with an empty table, and let a late duplicate of a write run again.
   */
  #open(partition: number, opening: Opening): void {
    let clientId = emptyBytes();
    const openedAt = this.#now();
    opening.call = this.#events.submit({
      kind: 'openClient',
      class: 'control',
      body: { openClient: { partition, windowMs: this.#tuning.identityWindowMs } },
      partition,
      read: leaderRead,
      minRevision: 0,
      ack: quorumAck,
      idempotencyKey: null,
      clientId: () => {
        clientId = newClientId();
        return clientId;
      },
      bytes: sessionLimits.clientIdBytes,
      deadline: openedAt + this.#tuning.timeoutMs,
      timeoutMs: this.#tuning.timeoutMs,
      signal: undefined,
      answered: ({ openClient }) => {
        this.#pool(partition).opened(clientId, openClient?.windowMs ?? 0, openedAt);
        for (const call of this.#take(partition, opening)) this.#events.resume(call);
      },
      failed: (error) => this.#failed(partition, opening, error as KvError),
    });
  }

  /** A request that may succeed later is made again as long as somebody waits; their own deadlines end that. */
  #failed(partition: number, opening: Opening, error: KvError): void {
    const again = error.retryable || error.reason === 'DEADLINE';
    if (again && opening.parked.size > 0) {
      this.#open(partition, opening);
      return;
    }
    for (const call of this.#take(partition, opening)) this.#events.refused(call, error);
  }

  #take(partition: number, opening: Opening): Call[] {
    this.#openings.delete(partition);
    return [...opening.parked];
  }
}
