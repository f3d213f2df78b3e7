import type { RecordView } from '../../src/storage/index.ts';
import { fromUtf8, utf8 } from '../../src/util/bytes.ts';
import type { ClusterPort } from '../contract.ts';
import type { Asked, ClientOperation, History, Terms } from './history.ts';
import { isRecord, logPrefix } from './keys.ts';
import { LeaderBelief } from './leader-belief.ts';
import { runLockSession } from './lock-session.ts';
import { Performer } from './performer.ts';
import type { Action, ClientPlan, Condition, PlannedOperation } from './plan.ts';

/** From less than a round trip to more than an election. */
const boundsMs = [1, 20, 100, 500, 3_000] as const;

/** A record as this client saw it last. */
interface LastSeen {
  readonly value: string;
  readonly modRevision: number;
}

/** One client: begins each operation at its time, as many together as its plan says. */
export class Client {
  readonly #port: ClusterPort;
  readonly #plan: ClientPlan;
  readonly #performer: Performer;
  /** By key; null: it was not there. */
  readonly #seen = new Map<string, LastSeen | null>();
  /** The highest revision that it saw, by partition. */
  readonly #revisions = new Map<number, number>();
  #startedAtMs = 0;
  #next = 0;
  #running = 0;
  /** The next one is due, and there was no place. */
  #waits = false;
  #stopped = false;

  constructor(port: ClusterPort, plan: ClientPlan, history: History) {
    this.#port = port;
    this.#plan = plan;
    const leaders = new LeaderBelief(port.nodes);
    const { heldUpPerMille } = plan;
    const context = { port, history, leaders, heldUpPerMille };
    this.#performer = new Performer(context, plan.id, plan.windowMs);
  }

  get busy(): number {
    return this.#running + this.#performer.repeating;
  }

  start(): void {
    this.#startedAtMs = this.#port.now;
    this.#schedule();
  }

  stop(): void {
    this.#stopped = true;
  }

  #schedule(): void {
    const planned = this.#plan.operations[this.#next];
    if (planned === undefined) return;
    this.#port.at(Math.max(this.#port.now, this.#startedAtMs + planned.atMs), () => {
      if (this.#running < this.#plan.depth) this.#begin(planned);
      else this.#waits = true;
    });
  }

  #begin(planned: PlannedOperation): void {
    if (this.#stopped) return;
    this.#next++;
    this.#running++;
    const ended = (): void => {
      this.#running--;
      const next = this.#plan.operations[this.#next];
      if (!this.#waits || next === undefined) return;
      this.#waits = false;
      this.#begin(next);
    };
    const { action } = planned;
    if (action.type === 'lock') {
      const perform = (asked: Asked, step: number, done: (of: ClientOperation) => void): void =>
        this.#performer.perform(planned, asked, step, done);
      runLockSession(this.#port, planned.id, action, perform, ended);
    } else {
      this.#performer.perform(planned, this.#ask(planned.id, action), 0, (operation) => {
        this.#see(operation);
        ended();
      });
    }
    this.#schedule();
  }

  /** What the plan left open: the value, and what a condition expects. */
  #ask(id: number, action: Exclude<Action, { type: 'lock' }>): Asked {
    if (action.type === 'put') {
      const { key, ttlMs, wrapped, padding } = action;
      const value = padding === 0 ? `${id}` : `${id}:`.padEnd(padding, '.');
      if (isAppended(id, action)) return { type: 'append', prefix: logPrefix(key), value, ttlMs };
      return { type: 'put', key, value, ttlMs, wrapped, ...this.#expect(key, action.condition) };
    }
    if (action.type === 'delete') {
      const { key, wrapped } = action;
      return { type: 'delete', key, wrapped, expect: this.#expect(key, action.condition).expect };
    }
    if (action.type === 'claim') return { ...action, value: `${id}` };
    if (action.type !== 'get' && action.type !== 'scan') return action;
    const terms = this.#termsOf(id, action);
    const asked =
      action.type === 'scan' ? { ...action, prefix: scannedOf(id, action.prefix) } : action;
    return terms === null ? asked : { ...asked, terms };
  }

  /** One client is one session, whichever nodes it reads at. */
  #termsOf(id: number, action: Extract<Action, { type: 'get' | 'scan' }>): Terms | null {
    if (action.mode === 'bounded') return { maxStalenessMs: boundsMs[id % boundsMs.length] ?? 1 };
    if (action.mode !== 'session') return null;
    const place = action.type === 'get' ? action.key : action.prefix;
    const partition = this.#port.partitionOf(utf8(place));
    return { minRevision: this.#revisions.get(partition) ?? 0 };
  }

  #expect(
    key: string,
    condition: Condition,
  ): Pick<Extract<Asked, { type: 'put' }>, 'expect' | 'from'> {
    if (condition === 'any') return { expect: { type: 'any' }, from: null };
    const seen = condition === 'seen' ? (this.#seen.get(key) ?? null) : null;
    if (seen === null) return { expect: { type: 'absent' }, from: null };
    return { expect: { type: 'revision', revision: seen.modRevision }, from: seen.value };
  }

  #see({ asked, answer, outcome, partition }: ClientOperation): void {
    if (outcome !== 'ok' || answer === null) return;
    const { reply } = answer;
    const revision = reply.type === 'written' ? reply.result.revision : reply.at.revision;
    this.#revisions.set(partition, Math.max(this.#revisions.get(partition) ?? 0, revision));
    if (reply.type === 'record' && asked.type === 'get') {
      this.#seen.set(asked.key, lastSeen(reply.record));
    } else if (reply.type === 'page') {
      for (const record of reply.records) this.#seen.set(fromUtf8(record.key), lastSeen(record));
    } else if (reply.type === 'written' && reply.result.status === 'ok') {
      const { revision: modRevision, txn } = reply.result;
      if (txn?.succeeded === false) return;
      if (asked.type === 'put' || asked.type === 'claim')
        this.#seen.set(asked.key, { value: asked.value, modRevision });
      else if (asked.type === 'delete') this.#seen.set(asked.key, null);
    }
  }
}

/** One in so many writes of a record goes behind the others instead. Not drawn, so that all else in a seed stays as it was. */
const appendedOf = 3;

function isAppended(id: number, action: Extract<Action, { type: 'put' }>): boolean {
  const { key, condition, wrapped } = action;
  return id % appendedOf === 1 && isRecord(key) && condition === 'any' && !wrapped;
}

/** And one in so many scans of records is of what was appended beside them: in the same partition, so its session is the same. */
function scannedOf(id: number, prefix: string): string {
  return id % appendedOf === 1 && isRecord(prefix) ? logPrefix(prefix) : prefix;
}

function lastSeen(record: RecordView | null): LastSeen | null {
  return record === null
    ? null
    : { value: fromUtf8(record.value), modRevision: record.modRevision };
}
