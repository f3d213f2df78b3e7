import type { BootState, Input, Output, Status } from '../../src/raft/index.ts';
import type { Frame } from '../../src/server/host/net.ts';
import type { DurableItem } from '../../src/storage/index.ts';
import { InvariantError } from '../../src/util/assert.ts';
import type { Trace } from '../run/trace.ts';
import { type Cause, type Replica, ViolationError, type Watcher } from './watcher.ts';

/**
 * Everything that happens in the cores of a run passes here: to the watchers, to the invariants of the core itself,
 * and into the trace by which two runs are compared.
 */
export class Watch {
  readonly #watchers: readonly Watcher[];
  readonly #stepping: readonly Required<Watcher>['stepping'][];
  readonly #stepped: readonly Required<Watcher>['stepped'][];
  readonly #taken: readonly Required<Watcher>['taken'][];
  readonly #sent: readonly Required<Watcher>['sent'][];
  readonly #trace: Trace;
  readonly #checksInvariants: boolean;
  #steps = 0;
  /** The living replicas, by node and group. */
  readonly #replicas = new Map<number, Replica>();

  constructor(watchers: readonly Watcher[], trace: Trace, checksInvariants: boolean) {
    this.#watchers = watchers;
    this.#stepping = watchers.flatMap((watcher) => watcher.stepping?.bind(watcher) ?? []);
    this.#stepped = watchers.flatMap((watcher) => watcher.stepped?.bind(watcher) ?? []);
    this.#taken = watchers.flatMap((watcher) => watcher.taken?.bind(watcher) ?? []);
    this.#sent = watchers.flatMap((watcher) => watcher.sent?.bind(watcher) ?? []);
    this.#trace = trace;
    this.#checksInvariants = checksInvariants;
  }

  get steps(): number {
    return this.#steps;
  }

  booted(replica: Replica, boot: BootState): void {
    this.#replicas.set(keyOf(replica.node, replica.group), replica);
    for (const watcher of this.#watchers) watcher.booted?.(replica, boot);
    this.#trace.event(replica, 'boot', replica.raft.digest());
  }

  stepping(replica: Replica, input: Input): void {
    for (const stepping of this.#stepping) stepping(replica, input);
  }

  stepped(replica: Replica, input: Cause, was: Status): void {
    const { raft } = replica;
    this.#trace.event(replica, input.type, raft.digest());
    this.#steps++;
    if (this.#checksInvariants) checkInvariants(replica);
    for (const stepped of this.#stepped) stepped(replica, input, was);
  }

  taken(replica: Replica, output: Output): void {
    for (const taken of this.#taken) taken(replica, output);
  }

  sent(from: number, frame: Frame): void {
    for (const { group, message } of frame.messages) {
      const replica = this.#replicas.get(keyOf(from, group));
      if (replica === undefined) continue;
      for (const sent of this.#sent) sent(replica, message);
    }
  }

  durable(node: number, items: readonly DurableItem[]): void {
    for (const { group, seq } of items) {
      const replica = this.#replicas.get(keyOf(node, group));
      // Sequence 0 is written before the core exists, to bring log and state machine together.
      if (replica === undefined || seq === 0) continue;
      for (const watcher of this.#watchers) watcher.durable?.(replica, seq);
    }
  }

  died(node: number): void {
    for (const [key, replica] of this.#replicas) {
      if (replica.node === node) this.#replicas.delete(key);
    }
    for (const watcher of this.#watchers) watcher.died?.(node);
  }
}

function checkInvariants({ raft }: Replica): void {
  try {
    raft.checkInvariants();
  } catch (error) {
    if (error instanceof InvariantError) throw new ViolationError('checkInvariants', error.message);
    throw error;
  }
}

function keyOf(node: number, group: number): number {
  return group * 64 + node;
}
