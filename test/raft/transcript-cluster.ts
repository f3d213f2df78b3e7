import type { Message, Output, ReplicaId, Write } from '../../src/raft/index.ts';
import { Cluster } from './cluster.ts';
import type { Replica } from './replica.ts';
import {
  confWords,
  droppedWords,
  entriesWords,
  messageWords,
  place,
  snapshotWords,
  softWords,
  typeName,
  writeWords,
} from './transcript-words.ts';

/** What was last said about a replica, so that only changes are told. */
interface Told {
  commit: number;
  contradiction: string | null;
  conf: string;
  soft: string;
  hardState: Write['hardState'];
  states: Map<ReplicaId, string>;
}

/**
 * A cluster that tells what it does. A delivery and a timer that acts head what follows from them, which is indented;
 * what a command brings about at once stands at the margin.
 */
export class NarratedCluster extends Cluster {
  /** Links, as 1>3, on which messages stay under way until they are delivered by name. */
  readonly slow = new Set<string>();
  readonly #requests = new Map<number, string>();
  readonly #told = new Map<ReplicaId, Told>();
  #lines: string[] = [];
  #cause = '';

  /** What happened since it was last asked. */
  told(): string[] {
    const lines = this.#lines;
    this.#lines = [];
    this.#cause = '';
    return lines;
  }

  say(line: string): void {
    this.#lines.push(this.#cause === '' ? line : `  ${line}`);
  }

  name(request: number, kind: 'proposal' | 'read' | 'transfer' | 'change'): string {
    const name = `${kind} ${request}`;
    this.#requests.set(request, name);
    return name;
  }

  /** A replica begins to be told about: at the start, and again when it restarts. */
  introduce(replica: Replica): void {
    const { commit, contradiction, conf } = replica.up.status();
    this.#told.set(replica.id, {
      commit,
      contradiction,
      conf: confWords(conf),
      soft: softWords(replica.up),
      hardState: replica.disk.hardState,
      states: new Map(),
    });
  }

  /** One turn of every host that has something to do, without a delivery. */
  turns(): void {
    for (const replica of this.alive) this.#turn(replica);
  }

  /** Delivers what is under way now and matches, and nothing that follows from it. */
  deliverOnce(matches: (m: Message) => boolean, limit = Number.POSITIVE_INFINITY): number {
    const due = this.network.filter(matches).slice(0, limit);
    this.network = this.network.filter((m) => !due.includes(m));
    for (const m of due) this.deliver(m);
    return due.length;
  }

  override settle(): void {
    const isDue = (m: Message): boolean => !this.slow.has(`${m.from}>${m.to}`);
    for (let round = 0; round < 1_000; round++) {
      this.turns();
      if (this.deliverOnce(isDue) === 0) return;
    }
    throw new Error('the cluster never comes to rest');
  }

  override deliver(m: Message): void {
    const to = this.replica(m.to);
    if (to.group === null || !this.isConnected(m.from, m.to) || this.loses(m)) {
      this.#heading(`${m.from}>${m.to} ${typeName(m.type)} is lost`, () => {});
      return;
    }
    if (to.tickedAt < this.now) this.tick(to);
    this.#heading(`${m.to} gets ${typeName(m.type)} from ${m.from}`, () => {
      to.step({ type: 'message', message: m });
      this.#turn(to);
    });
  }

  override tick(replica: Replica): void {
    const before = this.#lines.length;
    this.#heading(`${replica.id} at ${this.now} ms`, () => {
      super.tick(replica);
      this.#turn(replica);
    });
    // A timer that changed nothing is not worth a line.
    if (this.#lines.length === before + 1) this.#lines.pop();
  }

  override work(replica: Replica): boolean {
    this.#tellChanges(replica);
    let busy = false;
    if (replica.up.dirty()) {
      busy = true;
      this.#take(replica);
    }
    if (replica.writes.length > 0 && !this.heldDisks.has(replica.id)) {
      busy = true;
      this.sync(replica, replica.writes.length);
    }
    if (replica.unapplied.length > 0 && !this.heldMachines.has(replica.id)) {
      busy = true;
      this.say(`${replica.id} applies ${entriesWords(replica.unapplied)}`);
      replica.applyAll();
    }
    if (replica.fetches.length > 0) {
      busy = true;
      for (const { first, last } of replica.fetches) {
        this.say(`${replica.id} reads entries ${first} to ${last} from its disk`);
      }
      replica.answerFetches();
    }
    if (replica.offers.length > 0) {
      busy = true;
      for (const { to } of replica.offers) {
        this.say(`${replica.id} makes ${snapshotWords(replica.machine.meta)} for ${to}`);
      }
      replica.makeSnapshots();
    }
    if (replica.pulls.length > 0 && !this.heldPulls.has(replica.id)) {
      busy = true;
      this.pull(replica);
    }
    this.post(replica);
    return busy;
  }

  override post(replica: Replica): void {
    for (const m of replica.outbox) this.say(messageWords(m));
    super.post(replica);
  }

  override pull(replica: Replica): void {
    const before = replica.installs;
    super.pull(replica);
    if (replica.installs === before) this.say(`${replica.id} cannot pull the snapshot`);
    else this.say(`${replica.id} has installed ${snapshotWords(replica.machine.meta)}`);
    this.#tellChanges(replica);
  }

  /** Makes the oldest writes durable; only with a slow disk is that a moment of its own. */
  sync(replica: Replica, count: number): void {
    const last = replica.writes[count - 1];
    if (this.heldDisks.has(replica.id) && last !== undefined) {
      this.say(`${replica.id} has write ${last.seq} on disk`);
    }
    replica.persist(count);
    this.#tellChanges(replica);
    this.post(replica);
  }

  #turn(replica: Replica): void {
    while (this.work(replica));
    this.#tellChanges(replica);
  }

  #take(replica: Replica): void {
    const { id } = replica;
    const held = replica.after.length;
    const output = replica.take();
    if (output.soft !== null) this.#tellSoft(id, softWords(output.soft));
    this.#tellChanges(replica);
    this.#tellAnswers(id, output);
    this.post(replica);
    if (output.write !== null) this.#tellWrite(id, output.write);
    if (this.heldDisks.has(id)) {
      for (const { seq, message } of replica.after.slice(held)) {
        this.say(`${id} holds back until write ${seq} is on disk: ${messageWords(message)}`);
      }
    }
    if (output.install !== null) {
      const { from, meta } = output.install;
      this.say(`${id} begins to pull ${snapshotWords(meta)} from ${from}`);
    }
  }

  #tellSoft(id: ReplicaId, words: string): void {
    const told = this.#told.get(id);
    // The configuration is part of the soft state too, and told by itself.
    if (told === undefined || told.soft === words) return;
    this.say(`${id} is ${words}`);
    told.soft = words;
  }

  #tellWrite(id: ReplicaId, write: Write): void {
    const told = this.#told.get(id);
    this.say(`${id} writes (${write.seq}) ${writeWords(write, told?.hardState ?? null)}`);
    if (told !== undefined) told.hardState = write.hardState ?? told.hardState;
  }

  #tellAnswers(id: ReplicaId, output: Output): void {
    const request = (number: number): string => this.#requests.get(number) ?? `request ${number}`;
    for (const { id: asked, first, last, term } of output.accepted) {
      const to = last > first ? ` to ${last}@${term}` : '';
      this.say(`${id} accepts ${request(asked)} as ${first}@${term}${to}`);
    }
    for (const { id: asked, index } of output.reads) {
      this.say(`${id} answers ${request(asked)}: serve it once ${index} is applied`);
    }
    for (const asked of output.transferred) this.say(`${id} ends ${request(asked)}: it is done`);
    for (const drop of output.dropped) this.say(`${id} ${droppedWords(drop, request(drop.id))}`);
  }

  #tellChanges(replica: Replica): void {
    const told = this.#told.get(replica.id);
    if (told === undefined || replica.group === null) return;
    const { id } = replica;
    const { commit, contradiction, conf, progress } = replica.up.status();
    const words = confWords(conf);
    if (words !== told.conf) this.say(`${id} is configured with ${words}`);
    if (commit > told.commit) {
      const term = replica.up.termAt(commit);
      this.say(`${id} commits to ${place({ index: commit, term: Number(term) })}`);
    }
    if (contradiction !== told.contradiction)
      this.say(`${id} refuses to believe: ${contradiction}`);
    for (const { replica: peer, state } of progress) {
      const known = told.states.get(peer);
      if (known !== undefined && known !== state) this.say(`${id} turns ${peer} to ${state}`);
    }
    told.states = new Map(progress.map((member) => [member.replica, member.state]));
    Object.assign(told, { commit, contradiction, conf: words });
  }

  #heading(cause: string, action: () => void): void {
    this.#cause = '';
    this.say(cause);
    this.#cause = cause;
    action();
    this.#cause = '';
  }
}
