import {
  type ConfState,
  type Input,
  messageType,
  type Output,
  type Status,
} from '../../src/raft/index.ts';
import type { Cause, Replica, Watcher } from '../watch/watcher.ts';
import type { Hit } from './catalogue.ts';

/** Configurations that change, and what happens around them. */
export class MembershipProbes implements Watcher {
  readonly #hit: Hit;
  /** The leader that entered each joint configuration, by group and index. */
  readonly #entered = new Map<string, number>();
  readonly #confs = new WeakMap<Replica, ConfState>();

  constructor(hit: Hit) {
    this.#hit = hit;
  }

  booted(replica: Replica): void {
    this.#confs.set(replica, replica.status.conf);
  }

  stepping(replica: Replica, input: Input): void {
    if (input.type === 'installed' && input.meta !== null && input.meta.conf.index > 0) {
      const known = this.#confs.get(replica)?.index ?? 0;
      if (input.meta.conf.index !== known) this.#hit('snapshot with a changed configuration');
    }
    if (input.type !== 'message' || replica.status.role !== 'learner') return;
    const { type } = input.message;
    if (type === messageType.vote || type === messageType.preVote)
      this.#hit('learner leads nothing');
  }

  stepped(replica: Replica, _input: Cause, was: Status): void {
    const { status } = replica;
    const { id } = replica;
    if (was.role === 'leader' && status.role !== 'leader' && !isVoter(status.conf, id)) {
      this.#hit('leader demoted');
    }
    this.#look(replica);
  }

  taken(_replica: Replica, { dropped }: Output): void {
    for (const { reason } of dropped) {
      if (reason === 'stale_plan') this.#hit('change refused as stale');
      if (reason === 'not_ready') this.#hit('change refused as too early');
    }
  }

  #look(replica: Replica): void {
    const { status, group, id } = replica;
    const { conf } = status;
    const before = this.#confs.get(replica) ?? conf;
    if (conf === before) return;
    this.#confs.set(replica, conf);
    if (conf.index < before.index) {
      this.#hit('configuration truncated');
      return;
    }
    if (conf.voters.includes(id) && before.learners.includes(id)) this.#hit('learner promoted');
    if (status.role !== 'leader') return;
    if (conf.outgoing.length > 0) {
      this.#hit('joint configuration');
      this.#entered.set(`${group}/${conf.index}`, id);
    } else if (before.outgoing.length > 0) {
      const entered = this.#entered.get(`${group}/${before.index}`);
      if (entered !== undefined && entered !== id) this.#hit('joint configuration left by another');
    }
  }
}

function isVoter({ voters, outgoing }: ConfState, id: number): boolean {
  return voters.includes(id) || outgoing.includes(id);
}
