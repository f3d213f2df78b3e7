import {
  type BootState,
  type ConfState,
  createGroup,
  type Index,
  type Input,
  type Output,
  type RaftConfig,
  type RaftGroup,
  type ReplicaId,
  type Role,
  type Status,
  type Term,
} from '../../src/raft/index.ts';
import type { Watch } from './watch.ts';
import type { Replica } from './watcher.ts';

const taking = { type: 'take' } as const;

/** Where a core runs. */
export interface Place {
  readonly node: number;
  readonly epoch: number;
  /** Its log was cut off at damage when the process started. */
  readonly lostLog: boolean;
  readonly group: number;
  /** The monotonic clock of the machine. */
  clock(): number;
}

/** A core that is watched; the host cannot tell it from another. */
export class WatchedGroup implements RaftGroup {
  readonly #raft: RaftGroup;
  readonly #watch: Watch;
  readonly #replica: Replica;

  constructor(watch: Watch, place: Place, config: RaftConfig, boot: BootState) {
    this.#watch = watch;
    this.#raft = createGroup(config, boot);
    const raft = this.#raft;
    const { id, now } = config;
    this.#replica = { ...place, id, config, raft, status: raft.status(), now };
    watch.booted(this.#replica, boot);
  }

  step(input: Input): void {
    const replica = this.#replica;
    if (input.type === 'tick') {
      replica.now = input.now;
      this.#raft.step(input);
      // Half of all steps. What has no news to give has changed in no way that anybody looks for.
      if (!this.#raft.dirty()) return;
    } else {
      this.#watch.stepping(replica, input);
      this.#raft.step(input);
    }
    const was = replica.status;
    replica.status = this.#raft.status();
    this.#watch.stepped(replica, input, was);
  }

  take(): Output {
    const replica = this.#replica;
    const output = this.#raft.take();
    const was = replica.status;
    replica.status = this.#raft.status();
    // A leader leaves a joint configuration, or its office, on the way out.
    if (replica.status.commit !== was.commit || replica.status.role !== was.role) {
      this.#watch.stepped(replica, taking, was);
    }
    this.#watch.taken(replica, output);
    return output;
  }

  dirty(): boolean {
    return this.#raft.dirty();
  }

  get wakeAt(): number {
    return this.#raft.wakeAt;
  }

  get id(): ReplicaId {
    return this.#raft.id;
  }

  get role(): Role {
    return this.#raft.role;
  }

  get leader(): ReplicaId {
    return this.#raft.leader;
  }

  get suspect(): boolean {
    return this.#raft.suspect;
  }

  get conf(): ConfState {
    return this.#raft.conf;
  }

  get term(): Term {
    return this.#raft.term;
  }

  status(): Status {
    return this.#raft.status();
  }

  holders(index: number): number[] {
    return this.#raft.holders(index);
  }

  termAt(index: Index): Term | 'compacted' | 'missing' {
    return this.#raft.termAt(index);
  }

  checkInvariants(): void {
    this.#raft.checkInvariants();
  }

  digest(): number {
    return this.#raft.digest();
  }
}
