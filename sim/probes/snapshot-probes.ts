import { type BootState, type Input, messageType, type Output } from '../../src/raft/index.ts';
import type { Replica, Watcher } from '../watch/watcher.ts';
import type { Hit } from './catalogue.ts';

/** What happens around a snapshot on its way. */
export class SnapshotProbes implements Watcher {
  readonly #hit: Hit;
  /** The index that was offered, of replicas that pull. */
  readonly #pulling = new Map<Replica, number>();

  constructor(hit: Hit) {
    this.#hit = hit;
  }

  booted(_replica: Replica, { stateLost }: BootState): void {
    if (stateLost === true) this.#hit('state lost at a restart');
  }

  stepping(replica: Replica, input: Input): void {
    const offered = this.#pulling.get(replica);
    const { stateLost } = replica.status;
    if (input.type === 'stateLost') {
      this.#hit('state lost');
      if (replica.status.role === 'leader') this.#hit('state lost while leading');
      if (offered !== undefined) this.#hit('state lost during an install');
    } else if (input.type === 'installed') {
      this.#pulling.delete(replica);
      if (stateLost && input.meta !== null) this.#hit('state rebuilt');
      if (input.meta === null) this.#hit('snapshot pull failed');
      else {
        this.#hit('snapshot installed');
        if (input.meta.index > (offered ?? 0)) this.#hit('snapshot newer than offered');
      }
    } else if (input.type === 'message') {
      const { type, snapshot } = input.message;
      const { append, vote, preVote } = messageType;
      if (offered !== undefined && type === append) {
        this.#hit(stateLost ? 'append during a rebuild' : 'append during an install');
      }
      if (offered !== undefined && (type === vote || type === preVote)) {
        this.#hit('campaign during an install');
      }
      if (snapshot !== null && snapshot.index <= replica.status.commit) {
        this.#hit('snapshot not needed');
      }
    }
  }

  taken(replica: Replica, { install }: Output): void {
    if (install === null) return;
    this.#hit('snapshot pulled');
    this.#pulling.set(replica, install.meta.index);
  }

  died(node: number): void {
    for (const replica of this.#pulling.keys()) {
      if (replica.node !== node) continue;
      this.#pulling.delete(replica);
      this.#hit('process died during an install');
    }
  }
}
