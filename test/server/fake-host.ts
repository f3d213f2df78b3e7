import type { HashPoint } from '../../src/server/host/hash-trail.ts';
import type {
  HostApi,
  ReplicaState,
  SnapshotReader,
  SnapshotRefusal,
} from '../../src/server/host/host-api.ts';
import type { Frame, SnapshotAsk } from '../../src/server/host/net.ts';
import type { Failure, Operation, Reply, ServedAt } from '../../src/server/host/operation.ts';
import type { WatchEndReason, Watches } from '../../src/server/host/watch/watch-types.ts';
import type { CommandResult, RecordView } from '../../src/storage/index.ts';
import { compareBytes, startsWith } from '../../src/util/bytes.ts';

export function servedAt(partition: number, fields: Partial<ServedAt> = {}): ServedAt {
  return {
    partition,
    revision: 7,
    term: 3,
    partitionTimeMs: 1_000.5,
    role: 'leader',
    level: 'linearizable',
    stalenessMs: 0,
    ...fields,
  };
}

export function commandResult(fields: Partial<CommandResult> = {}): CommandResult {
  return {
    status: 'ok',
    revision: 8,
    version: 1,
    value: 0,
    expiresAt: 0,
    current: null,
    deduplicated: false,
    resolved: null,
    txn: null,
    more: false,
    ...fields,
  };
}

export function failed(fields: Partial<Failure> & Pick<Failure, 'reason' | 'outcome'>): Reply {
  const failure = { message: fields.reason, leader: 0, retryAfterMs: 0, ...fields };
  return { type: 'failed', failure };
}

/** A host whose answers the test decides; by default a small map that answers at once. */
export class FakeHost implements HostApi {
  readonly records = new Map<string, RecordView>();
  readonly submitted: Operation[] = [];
  readonly frames: { member: number; frame: Frame }[] = [];
  readonly states: { member: number; state: string }[] = [];
  /** Partitions led here; null for all. */
  led: ReadonlySet<number> | null = null;
  held: ReadonlySet<number> | null = null;
  leader = 0;
  draining = false;
  /** What becomes of each watch; null for one that goes on and is told nothing. */
  watchEnd: WatchEndReason | null = null;
  readonly watches: Watches = {
    open: (sink) => ({
      create: (partition, watch) => {
        const reason = this.watchEnd;
        if (reason !== null)
          sink.send({ type: 'ended', watch, partition, reason, oldest: 7, message: reason });
      },
      cancel() {},
      resume() {},
      ask() {},
      close() {},
    }),
    full: false,
  };
  pendingOperations = 0;
  /** Replaces the answer; null keeps the operation unanswered. */
  answer: (operation: Operation) => Reply | null = (operation) => this.execute(operation);
  onState: (member: number, state: string) => void = () => {};
  onFrame: (member: number, frame: Frame) => void = () => {};
  snapshot: (ask: SnapshotAsk) => SnapshotReader | SnapshotRefusal = () => 'absent';
  replicas: ReplicaState[] = [];
  readonly hashes = new Map<number, readonly HashPoint[]>();
  readonly fenced: { group: number; why: string }[] = [];

  submit(operation: Operation): void {
    this.submitted.push(operation);
    const reply = this.answer(operation);
    if (reply !== null) operation.sink.reply(operation.slot, reply);
  }

  leads(group: number): boolean {
    return this.led === null || this.led.has(group - 1);
  }

  holds(group: number): boolean {
    return this.held === null ? this.leads(group) : this.held.has(group - 1);
  }

  leaderOf(): number {
    return this.leader;
  }

  replicaStatus(): readonly ReplicaState[] {
    return this.replicas;
  }

  hashesOf(group: number): readonly HashPoint[] {
    return this.hashes.get(group) ?? [];
  }

  fence(group: number, why: string): void {
    this.fenced.push({ group, why });
  }

  changeMembers(_group: number, _steps: unknown, _planned: number, done: (e: null) => void): void {
    done(null);
  }

  moveLeader(_group: number, _member: number, done: (error: string | null) => void): void {
    done(null);
  }

  openSnapshot(_member: number, ask: SnapshotAsk): SnapshotReader | SnapshotRefusal {
    return this.snapshot(ask);
  }

  drain(done: () => void): void {
    this.draining = true;
    done();
  }

  frame(member: number, frame: Frame): void {
    this.frames.push({ member, frame });
    this.onFrame(member, frame);
  }

  peerState(member: number, state: 'up' | 'broken' | 'refused'): void {
    this.states.push({ member, state });
    this.onState(member, state);
  }

  execute({ partition, body }: Operation): Reply {
    if (body.type === 'get') {
      const record = this.records.get(text(body.key)) ?? null;
      return { type: 'record', record, at: servedAt(partition, { level: body.level }) };
    }
    if (body.type === 'scan' || body.type === 'count') {
      const sign = body.type === 'scan' && body.reverse === true ? -1 : 1;
      const found = [...this.records.values()]
        .filter(({ key }) => this.partitionOf(key) === partition && startsWith(key, body.prefix))
        .sort((a, b) => compareBytes(a.key, b.key) * sign)
        .filter(({ key }) => body.after === null || compareBytes(key, body.after) * sign > 0);
      const records = found.slice(0, body.limit);
      const at = servedAt(partition, { revision: 100 + partition, level: body.level });
      const more = found.length > records.length;
      if (body.type === 'scan') return { type: 'page', records, more, at };
      const last = records.at(-1)?.key ?? null;
      return { type: 'counted', count: records.length, last, more, at };
    }
    const command = body.command.body;
    if (command.kind === 'put') {
      const { key, value } = command;
      const record = { key, value, version: 1, createRevision: 8, modRevision: 8, expiresAt: 0 };
      this.records.set(text(key), record);
    }
    return { type: 'written', result: commandResult(), at: servedAt(partition) };
  }

  partitionOf: (key: Uint8Array) => number = () => 0;
}

function text(key: Uint8Array): string {
  return Buffer.from(key).toString('latin1');
}
