import type { ClusterPort, Request } from '../../sim/contract.ts';
import { VirtualTime } from '../../sim/world/time.ts';
import {
  type Failure,
  isReplicaRead,
  type Reply,
  type ServedAt,
} from '../../src/server/host/operation.ts';
import type { Command, CommandResult } from '../../src/storage/index.ts';
import { present } from '../../src/util/assert.ts';
import { emptyBytes, fromUtf8 } from '../../src/util/bytes.ts';
import type { Random } from '../../src/util/random.ts';
import { type ModelEntry, ModelReplica } from './model-replica.ts';

const epochMs = 1_800_000_000_000;

/** What a test may make wrong: each changes what the cluster does, or what it says. */
export interface ModelBugs {
  /** What is appended in place of a command. */
  readonly instead?: (command: Command) => Command;
  /** How often it runs: 1 is right. */
  readonly runs?: (command: Command) => number;
  readonly answer?: (reply: Reply, request: Request) => Reply;
  /** How often it is answered: 1 is right. */
  readonly answers?: (request: Request) => number;
  /** The exactly-once table keeps nothing. */
  readonly forgetsAnswers?: boolean;
  /** Nothing is kept under an idempotency key. */
  readonly forgetsKeys?: boolean;
  /** Any node answers linearizable reads from what it has. */
  readonly localReads?: boolean;
  /** Any node answers a session from what it has. */
  readonly forgetsSessions?: boolean;
  /** Any node takes what it has for new. */
  readonly takesAllForNew?: boolean;
  /** A new leader has what it had applied, and the log ends there. */
  readonly losesTail?: boolean;
  readonly expiry?: 'early' | 'never';
  /** A replica goes back to an earlier state while its process lives. */
  readonly goesBack?: boolean;
  /** Whoever does not lead leaves it out. */
  readonly skips?: (command: Command) => boolean;
  /** A request that is said not to have run runs all the same. */
  readonly runsWhatFailed?: boolean;
}

interface ModelPartition {
  readonly log: ModelEntry[];
  readonly replicas: ModelReplica[];
  leader: number;
  term: number;
}

/**
 * A cluster that cannot be wrong: one log per partition, applied in order by replicas that lag behind. Leaders change,
 * processes die, answers get lost, requests are refused or end in doubt, all of it at random.
 */
export class ModelCluster implements ClusterPort {
  readonly time = new VirtualTime();
  readonly nodes = 3;
  readonly partitions = 2;
  readonly #random: Random;
  readonly #bugs: ModelBugs;
  readonly #parts: ModelPartition[];
  readonly #processes: number[];
  /** One request in so many ends in doubt. */
  readonly #doubtOf: number;
  /** Nothing fails any more. */
  calm = false;

  constructor(random: Random, bugs: ModelBugs = {}) {
    this.#random = random;
    this.#bugs = bugs;
    this.#doubtOf = random.between(3, 20);
    this.#processes = Array.from({ length: this.nodes }, () => 1);
    this.#parts = Array.from({ length: this.partitions }, (_, i) => ({
      log: [],
      replicas: Array.from({ length: this.nodes }, () => this.#freshReplica()),
      leader: i + 1,
      term: 1,
    }));
    this.#tick();
  }

  get now(): number {
    return this.time.now;
  }

  partitionOf(key: Uint8Array): number {
    const text = fromUtf8(key);
    const inBraces = /\{(.+?)\}/.exec(text)?.[1];
    return (inBraces ?? text).charCodeAt(inBraces === undefined ? 1 : 0) % this.partitions;
  }

  at(time: number, run: () => void): void {
    this.time.at(time, run);
  }

  isMember(): boolean {
    return true;
  }

  /** Nobody watches a model. */
  watch(): null {
    return null;
  }

  processOf(node: number): number {
    return this.#processes[node - 1] ?? 0;
  }

  submit(node: number, request: Request, done: (reply: Reply | 'lost') => void): boolean {
    if (!this.calm && this.#random.chance(1, 50)) return false;
    const process = this.processOf(node);
    const { timeoutMs } = request;
    const doubt = !this.calm && this.#random.chance(1, this.#doubtOf);
    this.time.after(this.#random.between(0, doubt ? timeoutMs : 20), () => {
      if (this.processOf(node) !== process) {
        done('lost');
        return;
      }
      const reply = this.#serve(node, request);
      const sent = doubt && reply.type === 'written' ? failed('DEADLINE', 'unknown', 0) : reply;
      const answer = this.#bugs.answer?.(sent, request) ?? sent;
      for (let i = this.#bugs.answers?.(request) ?? 1; i > 0; i--) done(answer);
    });
    return true;
  }

  #serve(node: number, request: Request): Reply {
    const { partition, body } = request;
    const part = present(this.#parts[partition], 'partition');
    const replica = present(part.replicas[node - 1], 'replica');
    const isRead = body.type !== 'write';
    const isStrict = isRead && !isReplicaRead(body.level);
    if (isStrict && body.type === 'get' && body.here && part.leader !== node) {
      this.#catchUp(part, replica, part.log.length);
      if ((replica.get(body.key)?.expiresAt ?? 0) !== 0) {
        return failed('NOT_LEADER', 'not_executed', part.leader);
      }
    } else if (isRead && body.level === 'session') {
      const isBehind = replica.state.revision < (body.minRevision ?? 0);
      if (isBehind && !this.#bugs.forgetsSessions)
        return failed('SESSION_NOT_REACHED', 'not_executed', part.leader);
    } else if (isRead && body.level === 'bounded_staleness') {
      if (!this.#bugs.takesAllForNew) this.#catchUp(part, replica, part.log.length);
    } else if (!isRead || (body.level !== 'eventual' && !this.#bugs.localReads)) {
      if (part.leader !== node) return failed('NOT_LEADER', 'not_executed', part.leader);
      if (!this.calm && this.#random.chance(1, 40)) {
        if (!isRead && this.#bugs.runsWhatFailed) this.#propose(part, replica, body.command);
        return failed('OVERLOADED', 'not_executed', node);
      }
      this.#expire(part, replica);
    }
    if (body.type === 'write') {
      const result = this.#propose(part, replica, body.command);
      if (body.accepted === true) {
        const at = { ...this.#servedAt(node, request, 'linearizable'), revision: 0 };
        return { type: 'accepted', at };
      }
      return { type: 'written', result, at: this.#servedAt(node, request, 'linearizable') };
    }
    const at = this.#servedAt(node, request, body.level);
    if (body.type === 'get') return { type: 'record', record: replica.get(body.key), at };
    const all = replica.scan(fromUtf8(body.prefix));
    const more = all.length > body.limit;
    return { type: 'page', records: all.slice(0, body.limit), more, at };
  }

  #servedAt(node: number, { partition }: Request, level: ServedAt['level']): ServedAt {
    const part = present(this.#parts[partition], 'partition');
    const { state } = present(part.replicas[node - 1], 'replica');
    return {
      partition,
      revision: state.revision,
      term: part.term,
      partitionTimeMs: state.clockMs,
      role: part.leader === node ? 'leader' : 'follower',
      level,
      stalenessMs: isReplicaRead(level) ? -1 : 0,
    };
  }

  /** The leader appends, and applies with everything before it; the others follow in their own time. */
  #propose(part: ModelPartition, leader: ModelReplica, asked: Command): CommandResult {
    const command = this.#bugs.instead?.(asked) ?? asked;
    let result: CommandResult | null = null;
    for (let i = this.#bugs.runs?.(command) ?? 1; i > 0; i--) {
      part.log.push({ stampMs: epochMs + Math.floor(this.time.now), command });
      result = this.#catchUp(part, leader, part.log.length);
    }
    return present(result, 'result');
  }

  #catchUp(part: ModelPartition, replica: ModelReplica, to: number): CommandResult | null {
    const node = part.replicas.indexOf(replica) + 1;
    let result: CommandResult | null = null;
    while (replica.applied < to) {
      const entry = present(part.log[replica.applied], 'entry');
      if (node !== part.leader && this.#bugs.skips?.(entry.command)) replica.applied++;
      else result = replica.apply(entry);
    }
    return result;
  }

  #expire(part: ModelPartition, leader: ModelReplica): void {
    const { expiry } = this.#bugs;
    if (expiry === 'never') return;
    const nowMs = epochMs + Math.floor(this.time.now);
    const due = leader.due(expiry === 'early' ? nowMs + 100 : nowMs);
    const [first] = due;
    if (first === undefined) return;
    const keys = due.map(({ key, expiresAt }) => ({ key, expiresAt }));
    const body: Command['body'] =
      expiry === 'early'
        ? { kind: 'delete', key: first.key, expect: { type: 'any' } }
        : { kind: 'expire', keys };
    this.#propose(part, leader, { clientId: emptyBytes(), sequence: 0, floor: 0, body });
  }

  #freshReplica(): ModelReplica {
    const { forgetsAnswers: answers = false, forgetsKeys: keys = false } = this.#bugs;
    return new ModelReplica({ answers, keys });
  }

  /** Replicas follow, keys come to their end, leaders change and processes start anew. */
  #tick(): void {
    const random = this.#random;
    this.time.after(random.between(1, 60), () => {
      for (const part of this.#parts) {
        const node = random.between(1, this.nodes);
        const replica = present(part.replicas[node - 1], 'replica');
        const behind = part.log.length - replica.applied;
        this.#catchUp(part, replica, replica.applied + random.between(0, behind));
        const leader = part.replicas[part.leader - 1];
        if (leader !== undefined && random.chance(1, 3)) this.#expire(part, leader);
        if (!this.calm && random.chance(1, 100)) part.leader = 0;
        if (part.leader === 0 ? random.chance(1, 20) : !this.calm && random.chance(1, 40)) {
          this.#elect(part, node, replica);
        }
      }
      if (!this.calm && random.chance(1, 60)) this.#restart(random.between(1, this.nodes));
      this.#tick();
    });
  }

  #elect(part: ModelPartition, node: number, replica: ModelReplica): void {
    if (this.#bugs.losesTail) {
      part.log.length = replica.applied;
      for (let other = 1; other <= this.nodes; other++)
        if (other !== node) this.#reset(part, other);
    }
    this.#catchUp(part, replica, part.log.length);
    part.leader = node;
    part.term++;
  }

  /** Its memory is lost, and with it how far it had come. */
  #restart(node: number): void {
    if (!this.#bugs.goesBack) this.#processes[node - 1] = this.processOf(node) + 1;
    for (const part of this.#parts) if (part.leader !== node) this.#reset(part, node);
  }

  #reset(part: ModelPartition, node: number): void {
    const fresh = this.#freshReplica();
    part.replicas[node - 1] = fresh;
    this.#catchUp(part, fresh, this.#random.between(0, part.log.length));
  }
}

function failed(reason: Failure['reason'], outcome: Failure['outcome'], leader: number): Reply {
  return { type: 'failed', failure: { reason, outcome, message: reason, leader, retryAfterMs: 0 } };
}
