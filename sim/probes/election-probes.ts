import { messageType, type Output, type Status } from '../../src/raft/index.ts';
import type { Cause, Replica, Watcher } from '../watch/watcher.ts';
import type { Hit } from './catalogue.ts';

/** The campaigns of one group, by term. */
interface Campaigns {
  readonly candidates: Map<number, Map<number, { readonly last: number; readonly term: number }>>;
  /** Terms that somebody led. */
  readonly led: Set<number>;
  readonly split: Set<number>;
}

interface Mind {
  /** It was told that the node of its leader is gone, and has not heard from a leader since. */
  suspicious: boolean;
  /** When its oldest open write was handed to the disk, or null. */
  openSince: number | null;
}

export class ElectionProbes implements Watcher {
  readonly #hit: Hit;
  readonly #campaigns = new Map<number, Campaigns>();
  readonly #alive = new Set<Replica>();
  readonly #minds = new WeakMap<Replica, Mind>();

  constructor(hit: Hit) {
    this.#hit = hit;
  }

  booted(replica: Replica): void {
    this.#alive.add(replica);
    this.#minds.set(replica, { suspicious: false, openSince: null });
  }

  died(node: number): void {
    for (const replica of this.#alive) if (replica.node === node) this.#alive.delete(replica);
  }

  stepped(replica: Replica, input: Cause, was: Status): void {
    const mind = this.#minds.get(replica);
    if (mind === undefined) return;
    if (input.type === 'suspect') mind.suspicious = true;
    else if (input.type === 'stalled') this.#hit('event loop stood still');
    else if (input.type === 'message') this.#heard(replica, input.message, was, mind);
    if (replica.status.role !== was.role) this.#turned(replica, input, was, mind);
  }

  taken(replica: Replica, { write, transferred, dropped }: Output): void {
    const mind = this.#minds.get(replica);
    if (write !== null && mind !== undefined) mind.openSince ??= replica.now;
    for (let i = transferred.length; i > 0; i--) this.#hit('transfer done');
    for (const { reason } of dropped) {
      if (reason === 'timed_out') this.#hit('transfer timed out');
      if (reason === 'transferring') this.#hit('proposal refused during a transfer');
    }
  }

  durable(replica: Replica): void {
    const mind = this.#minds.get(replica);
    if (mind !== undefined) mind.openSince = null;
  }

  #heard(
    replica: Replica,
    { type, reject }: { type: number; reject: boolean },
    was: Status,
    mind: Mind,
  ): void {
    const { status } = replica;
    if (type === messageType.preVoteReply && reject && was.role === 'precandidate') {
      this.#hit('pre-vote denied');
    } else if (type === messageType.voteReply && reject && was.role === 'candidate') {
      this.#hit('vote denied');
    } else if (type === messageType.timeoutNow) {
      this.#hit(status.role === 'candidate' ? 'campaign by order' : 'order refused');
    } else if (type === messageType.append || type === messageType.heartbeat) {
      mind.suspicious = false;
    }
  }

  #turned(replica: Replica, input: Cause, was: Status, mind: Mind): void {
    const { role, term } = replica.status;
    if (role === 'precandidate' && mind.suspicious) this.#hit('campaign on suspicion');
    if (role === 'candidate') this.#campaigned(replica);
    if (role === 'leader') this.#won(replica);
    if (was.role !== 'leader') return;
    if (term > was.term) this.#hit('deposed by a higher term');
    else if (input.type === 'tick') {
      const { electionTimeoutMinMs } = replica.config;
      const stalled =
        mind.openSince !== null && replica.now - mind.openSince >= electionTimeoutMinMs;
      this.#hit(stalled ? 'disk-stall step-down' : 'check-quorum step-down');
    }
  }

  #campaigned({ group, id, status, raft }: Replica): void {
    const { candidates, led, split } = this.#campaignsOf(group);
    for (const [term, several] of candidates) {
      if (term >= status.term || several.size < 2 || led.has(term) || split.has(term)) continue;
      split.add(term);
      this.#hit('vote split');
    }
    const last = status.lastIndex;
    const lastTerm = raft.termAt(last);
    const ofTerm = candidates.get(status.term) ?? new Map();
    candidates.set(status.term, ofTerm);
    ofTerm.set(id, { last, term: typeof lastTerm === 'number' ? lastTerm : 0 });
  }

  #won({ group, id, status }: Replica): void {
    const { candidates, led } = this.#campaignsOf(group);
    led.add(status.term);
    const ofTerm = candidates.get(status.term);
    const own = ofTerm?.get(id);
    for (const [other, { last, term }] of ofTerm ?? []) {
      if (other === id || own === undefined) continue;
      if (own.term > term || (own.term === term && own.last > last)) this.#hit('longer log won');
    }
    let older = false;
    let later = false;
    for (const other of this.#alive) {
      if (other.group !== group || other.id === id) continue;
      if (other.status.term > status.term) later = true;
      else if (other.status.role === 'leader' && other.status.term < status.term) older = true;
    }
    if (older) this.#hit('two leaders at once');
    if (later) this.#hit('leader of an old term');
  }

  #campaignsOf(group: number): Campaigns {
    let campaigns = this.#campaigns.get(group);
    if (campaigns === undefined) {
      campaigns = { candidates: new Map(), led: new Set(), split: new Set() };
      this.#campaigns.set(group, campaigns);
    }
    return campaigns;
  }
}
