import type { HostNode } from '../../sim/world/node.ts';
import type { World } from '../../sim/world/world.ts';
import type { Operation, OperationBody, Reply } from '../../src/server/host/operation.ts';
import { assertLazy, present } from '../../src/util/assert.ts';
import { emptyBytes, utf8 } from '../../src/util/bytes.ts';
import type { Random } from '../../src/util/random.ts';
import type { History, Intent, WriteEvent } from './chaos-history.ts';
import { bank, commandOf, plainOf, seenBy } from './chaos-txn.ts';

/** A client waits this long for one try before it tries elsewhere; the first may still be under way then. */
const patienceMs = 700;
const registers = 6;
const counters = 3;

/** One submission to one node. Ends with exactly one reply, unless the process dies first (R10). */
interface Attempt {
  readonly node: HostNode;
  readonly process: HostNode['clock'];
  readonly deadline: number;
  reply: Reply | null;
}

/** The exactly-once identity of a client in one partition (R31). */
interface Session {
  readonly clientId: Uint8Array;
  next: number;
  readonly unanswered: Set<number>;
}

interface Call {
  readonly tries: number;
  readonly body: () => OperationBody;
  done: (reply: Reply | null, certain: boolean) => void;
}

/** Clients that write and read a few keys, several at a time, and repeat what they may repeat. */
export class Clients {
  readonly history: History;
  readonly #world: World;
  readonly #random: Random;
  readonly #attempts: Attempt[] = [];
  readonly #sessions = new Map<number, Session>();
  #ids = 0;
  #stopped = false;
  #busy = 0;

  constructor(world: World, random: Random, history: History) {
    this.#world = world;
    this.#random = random;
    this.history = history;
  }

  get busy(): number {
    return this.#busy;
  }

  start(count: number): void {
    for (let i = 0; i < count; i++) this.#next();
  }

  /** Begins nothing more; what is under way goes on. */
  stop(): void {
    this.#stopped = true;
  }

  /** Every attempt at a process that lives has been answered. */
  checkAnswered(): void {
    for (const { node, process, reply, deadline } of this.#attempts) {
      const lost = reply === null && node.alive && node.clock === process;
      assertLazy(!lost, () => `no answer from n${node.member}, due at ${deadline}`);
    }
  }

  #next(): void {
    const { time } = this.#world;
    time.at(time.now + this.#random.between(1, 60), () => {
      if (this.#stopped) return;
      this.#busy++;
      const again = (): void => {
        this.#busy--;
        this.#next();
      };
      const dice = this.#random.between(0, 11);
      if (dice < 4) this.#read(again);
      else if (dice < 7) this.#increment(again);
      else if (dice < 9) this.#transfer(again);
      else this.#write(again);
    });
  }

  #read(done: () => void): void {
    const counter = this.#random.chance(1, 3);
    const key = counter ? this.#counterKey() : this.#registerKey();
    const startedAt = this.#world.time.now;
    const scans = this.#random.chance(1, 5);
    const bytes = utf8(key);
    const body: OperationBody = scans
      ? {
          type: 'scan',
          prefix: bytes,
          after: null,
          limit: 2,
          keysOnly: false,
          level: 'linearizable',
        }
      : { type: 'get', key: bytes, level: 'linearizable' };
    this.#call(key, {
      tries: 8,
      body: () => body,
      done: (reply) => {
        if (reply?.type === 'record' || reply?.type === 'page') {
          const record = reply.type === 'page' ? (reply.records[0] ?? null) : reply.record;
          this.history.reads.push({
            key,
            partition: reply.at.partition,
            startedAt,
            endedAt: this.#world.time.now,
            record,
            revision: reply.at.revision,
            partitionTimeMs: reply.at.partitionTimeMs,
          });
        }
        done();
      },
    });
  }

  #increment(done: () => void): void {
    const delta = 1 + (this.#random.uint32() >>> 2);
    this.#submit(this.#counterKey(), { kind: 'increment', delta }, done);
  }

  #transfer(done: () => void): void {
    const dice = this.#random.between(0, 5);
    const delta = 1 + (this.#random.uint32() >>> 2);
    const intent: Intent =
      dice < 2 ? { kind: 'audit' } : { kind: 'transfer', delta, overdraw: dice === 2 };
    this.#submit(bank.to, intent, done);
  }

  #write(done: () => void): void {
    const key = this.#registerKey();
    const ttlMs = this.#random.chance(1, 2) ? this.#random.between(50, 3_000) : 0;
    const dice = this.#random.between(0, 5);
    if (dice === 0) this.#submit(key, { kind: 'delete' }, done);
    else if (dice === 1) this.#submit(key, { kind: 'touch', ttlMs }, done);
    else {
      const value = `${++this.#ids}`;
      this.#submit(key, { kind: 'put', value, ttlMs, absent: dice === 2 }, done);
    }
  }

  #submit(key: string, intent: Intent, done: () => void): void {
    const partition = this.#world.partitionOf(key);
    // Without an identity a write is never repeated: nobody could tell whether it ran twice.
    if (this.#random.chance(1, 4)) {
      const event = this.history.begin(key, partition, intent, this.#world.time.now);
      const identity = { clientId: emptyBytes(), sequence: 0, floor: 0 };
      const body = commandOf(key, intent, this.#random.chance(1, 3));
      this.#call(key, {
        tries: 1,
        body: () => ({ type: 'write', command: { ...identity, body } }),
        done: (reply, certain) => {
          this.#settle(event, reply, certain);
          done();
        },
      });
      return;
    }
    const session = this.#sessions.get(partition);
    const fresh = session === undefined || this.#random.chance(1, 40);
    if (!fresh && session.unanswered.size < 100) this.#sequenced(key, intent, session, done);
    else this.#open(key, partition, (opened) => this.#sequenced(key, intent, opened, done), done);
  }

  #open(
    key: string,
    partition: number,
    opened: (session: Session) => void,
    failed: () => void,
  ): void {
    const clientId = utf8(`${++this.#ids}`.padStart(16, '.'));
    this.#call(key, {
      tries: 4,
      body: () => ({
        type: 'write',
        command: { clientId, sequence: 0, floor: 0, body: { kind: 'open', windowMs: 600_000 } },
      }),
      done: (reply) => {
        if (reply?.type !== 'written') return failed();
        const session: Session = { clientId, next: 1, unanswered: new Set() };
        this.#sessions.set(partition, session);
        opened(session);
      },
    });
  }

  #sequenced(key: string, intent: Intent, session: Session, done: () => void): void {
    const partition = this.#world.partitionOf(key);
    const event = this.history.begin(key, partition, intent, this.#world.time.now);
    const sequence = session.next++;
    session.unanswered.add(sequence);
    const { clientId } = session;
    const body = commandOf(key, intent, this.#random.chance(1, 3));
    this.#call(key, {
      tries: this.#random.between(1, 12),
      body: () => {
        const floor = Math.min(...session.unanswered);
        return { type: 'write', command: { clientId, sequence, floor, body } };
      },
      done: (reply, certain) => {
        this.#settle(event, reply, certain);
        if (event.end === 'known') session.unanswered.delete(sequence);
        done();
      },
    });
  }

  /** Several tries, each after the one before has ended or taken too long. `certain`: none of them took effect. */
  #call(key: string, call: Call): void {
    let left = call.tries;
    let over = false;
    let doubtful = 0;
    const end = (reply: Reply | null): void => {
      if (over) return;
      over = true;
      call.done(reply, doubtful === 0);
    };
    const attempt = (): void => {
      if (over) return;
      if (left-- === 0) {
        end(null);
        return;
      }
      const node = this.#nodeFor(key);
      if (node === null) {
        this.#later(20, attempt);
        return;
      }
      let waits = true;
      doubtful++;
      const goOn = (): void => {
        if (!waits) return;
        waits = false;
        this.#later(this.#random.between(1, 80), attempt);
      };
      this.#ask(node, key, call.body(), (reply) => {
        if (reply.type !== 'failed') end(reply);
        else if (reply.failure.outcome === 'not_executed') doubtful--;
        goOn();
      });
      this.#later(patienceMs, goOn);
    };
    attempt();
  }

  #later(ms: number, action: () => void): void {
    const { time } = this.#world;
    time.at(time.now + ms, action);
  }

  /** Mostly the leader; sometimes whoever believes that it leads, or just anybody. */
  #nodeFor(key: string): HostNode | null {
    const world = this.#world;
    const group = world.partitionOf(key) + 1;
    const leader = world.leaderOf(group);
    if (leader !== null && this.#random.chance(3, 5)) return leader;
    const alive = world.nodes.filter((node) => node.alive);
    const believers = alive.filter((node) => node.host.leads(group));
    const some = believers.length > 0 && this.#random.chance(3, 4) ? believers : alive;
    return some[this.#random.between(0, Math.max(0, some.length - 1))] ?? null;
  }

  #ask(node: HostNode, key: string, body: OperationBody, done: (reply: Reply) => void): void {
    const { time } = this.#world;
    const deadline = time.now + this.#random.between(300, 3_000);
    const attempt: Attempt = { node, process: node.clock, deadline, reply: null };
    this.#attempts.push(attempt);
    const operation: Operation = {
      partition: this.#world.partitionOf(key),
      body,
      deadline,
      sink: {
        reply: (_slot, reply) => {
          assertLazy(attempt.reply === null, () => `answered twice: ${JSON.stringify(reply)}`);
          attempt.reply = reply;
          done(reply);
        },
      },
      slot: 0,
    };
    node.clock.run(() => node.host.submit(operation));
  }

  #settle(event: WriteEvent, reply: Reply | null, certain: boolean): void {
    event.endedAt = this.#world.time.now;
    event.end = certain ? 'failed' : 'unknown';
    if (reply?.type !== 'written') return;
    const { status } = reply.result;
    const refused = status === 'session_expired' || status === 'sequence_too_far';
    // Nothing here is idle for a window, and no floor passes what is unanswered.
    assertLazy(!refused, () => `${status} for ${JSON.stringify(event)}`);
    event.end = 'known';
    event.result = plainOf(event.intent, reply.result);
    if (event.intent.kind !== 'audit') return;
    const { key, startedAt, endedAt } = event;
    const { partition, partitionTimeMs } = reply.at;
    const { revision } = reply.result;
    const record = seenBy(reply.result);
    this.history.reads.push({
      key,
      partition,
      startedAt,
      endedAt,
      record,
      revision,
      partitionTimeMs,
    });
  }

  #registerKey(): string {
    return `r${this.#random.between(1, registers)}`;
  }

  #counterKey(): string {
    return `c${this.#random.between(1, counters)}`;
  }

  /** Reads every key once more, of a cluster that serves. */
  readAll(): void {
    const startedAt = this.#world.time.now;
    const keys = Array.from({ length: registers }, (_, i) => `r${i + 1}`);
    for (let i = 1; i <= counters; i++) keys.push(`c${i}`);
    keys.push(bank.to);
    for (const key of keys) {
      this.#world.mustGet(key);
      const asked = this.#world.get(this.#world.leaderFor(key), key);
      this.#world.until(() => asked.reply !== null, `a last read of ${key}`);
      const reply = present(asked.reply, 'reply');
      if (reply.type !== 'record') continue;
      const { partition, revision, partitionTimeMs } = reply.at;
      const endedAt = this.#world.time.now;
      const { record } = reply;
      this.history.reads.push({
        key,
        partition,
        startedAt,
        endedAt,
        record,
        revision,
        partitionTimeMs,
      });
    }
    const balance = (key: string): number => Number(this.#world.mustGet(key));
    const sum = balance(bank.from) + balance(bank.to);
    assertLazy(sum === bank.total, () => `${sum} in the end, not ${bank.total}`);
  }
}
