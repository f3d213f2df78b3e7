import {
  type BootState,
  birthConf,
  type ConfState,
  createGroup,
  type Dropped,
  decodeConf,
  type Entry,
  entryKind,
  type HardState,
  type Input,
  type Message,
  messageType,
  type Output,
  type RaftConfig,
  type RaftGroup,
  type ReplicaId,
  type SnapshotMeta,
  type TermRun,
  type Write,
} from '../../src/raft/index.ts';
import { lineOf, type Machine, type Safety } from './safety.ts';

export function simpleConf(
  voters: readonly ReplicaId[],
  fields: Partial<ConfState> = {},
): ConfState {
  return { ...birthConf(voters), ...fields };
}

/** What survives a crash: the log with its hard state, and the state machine as last flushed. */
interface Disk {
  hardState: HardState;
  boundary: SnapshotMeta;
  entries: Entry[];
  flushed: Machine;
  /** The log was cut off at damage. */
  suspect: boolean;
}

/** One replica with a disk that can be held back, a state machine, and a memory of all answers. */
export class Replica {
  readonly id: ReplicaId;
  readonly #configure: (incarnation: number) => RaftConfig;
  readonly #safety: Safety;
  disk: Disk;
  machine: Machine;
  /** The state machine is damaged, also over a restart. */
  lost = false;
  group: RaftGroup | null = null;
  incarnation = 0;
  tickedAt = Number.NEGATIVE_INFINITY;

  /** Writes handed out and not yet durable, and the messages that wait for them. */
  writes: Write[] = [];
  after: { seq: number; message: Message }[] = [];
  persistedSeq = 0;
  /** Everything that may leave now. */
  outbox: Message[] = [];
  pulls: { from: ReplicaId; meta: SnapshotMeta }[] = [];
  fetches: Output['fetch'][number][] = [];
  offers: { ticket: number; to: ReplicaId }[] = [];
  snapshots: Machine[] = [];
  unapplied: Entry[] = [];

  /** How often the rarer paths were taken. */
  installs = 0;
  fetchesAnswered = 0;
  truncations = 0;

  reads: { id: number; index: number }[] = [];
  accepted: { id: number; first: number; last: number; term: number }[] = [];
  dropped: Dropped[] = [];
  transferred: number[] = [];

  constructor(
    id: ReplicaId,
    boundary: SnapshotMeta,
    configure: (incarnation: number) => RaftConfig,
    safety: Safety,
  ) {
    this.id = id;
    this.#configure = configure;
    this.#safety = safety;
    this.machine = { lines: [], meta: boundary };
    this.disk = {
      hardState: { term: boundary.term, vote: 0, commit: boundary.index },
      boundary,
      entries: [],
      flushed: this.machine,
      suspect: false,
    };
  }

  get up(): RaftGroup {
    if (this.group === null) throw new Error(`replica ${this.id} is down`);
    return this.group;
  }

  get commands(): string[] {
    const lines = this.machine.lines.map((line) => line.split('/'));
    return lines.filter(([, kind]) => kind === '0').map(([, , text]) => text ?? '');
  }

  /** Puts entries of these terms on the disk, as if written in an earlier life. */
  preset(terms: readonly number[]): void {
    const encoder = new TextEncoder();
    this.disk.entries = terms.map((term, i) => ({
      index: i + 1,
      term,
      kind: entryKind.command,
      data: encoder.encode(`${i + 1}@${term}`),
    }));
    const term = Math.max(this.disk.hardState.term, terms.at(-1) ?? 0);
    this.disk.hardState = { ...this.disk.hardState, term };
  }

  start(): void {
    const { disk } = this;
    const { meta } = disk.flushed;
    const held = disk.entries.find((entry) => entry.index === meta.index)?.term;
    const isBoundary = disk.boundary.index === meta.index && disk.boundary.term === meta.term;
    // Recovery by R21: a state machine that the log does not know about resets the log.
    if (held !== meta.term && !isBoundary && !this.lost) {
      disk.boundary = meta;
      disk.entries = [];
    }
    this.machine = disk.flushed;
    this.group = createGroup(this.#configure(this.incarnation++), this.#boot());
    this.group.checkInvariants();
  }

  /** What is on the disk now, to come back to. */
  imageOfDisk(): Disk {
    return { ...this.disk, entries: [...this.disk.entries] };
  }

  /** The log is found damaged, and cut off where it once ended. */
  lose(image: Disk): void {
    this.crash();
    this.disk = { ...image, entries: [...image.entries], suspect: true };
    this.start();
  }

  /** Loses whatever is not durable. */
  crash(): void {
    this.group = null;
    this.writes = [];
    this.after = [];
    this.persistedSeq = 0;
    this.outbox = [];
    this.pulls = [];
    this.fetches = [];
    this.offers = [];
    this.unapplied = [];
  }

  step(input: Input): void {
    const group = this.up;
    const commit = group.status().commit;
    group.step(input);
    group.checkInvariants();
    if (group.status().commit < commit) throw new Error(`commit of ${this.id} fell`);
    this.#safety.leads(group);
  }

  /** Does the host's duties with one output; writes and applies are left waiting. */
  take(): Output {
    const output = this.up.take();
    this.up.checkInvariants();
    if (output.write !== null) this.writes.push(output.write);
    this.outbox.push(...output.send);
    this.after.push(...output.after);
    this.unapplied.push(...output.apply);
    if (output.install !== null) this.pulls.push(output.install);
    this.fetches.push(...output.fetch);
    this.offers.push(...output.snapshot);
    this.reads.push(...output.reads);
    this.accepted.push(...output.accepted);
    this.dropped.push(...output.dropped);
    this.transferred.push(...output.transferred);
    for (const message of output.send) this.#spoken(message);
    return output;
  }

  /** The state machine turns out to be damaged: what it held is gone. */
  loseState(): void {
    this.lost = true;
    this.machine = { lines: [], meta: { index: 0, term: 0, conf: this.machine.meta.conf } };
    this.unapplied = [];
    this.step({ type: 'stateLost' });
  }

  /** Makes the oldest `count` writes durable, in order, and lets go of what waited for them. */
  persist(count: number): void {
    const done = this.writes.splice(0, count);
    for (const write of done) this.#write(write);
    const last = done.at(-1);
    if (last === undefined) return;
    this.persistedSeq = last.seq;
    this.step({ type: 'persisted', seq: last.seq });
    this.release();
  }

  release(): void {
    for (const { seq, message } of this.after) {
      if (seq > this.persistedSeq) continue;
      this.outbox.push(message);
      this.#spoken(message);
    }
    this.after = this.after.filter(({ seq }) => seq > this.persistedSeq);
  }

  applyAll(): void {
    const entries = this.unapplied;
    const last = entries.at(-1);
    if (last === undefined) return;
    this.unapplied = [];
    let { conf } = this.machine.meta;
    for (const entry of entries) {
      // A snapshot that was installed meanwhile holds it already.
      if (entry.index <= this.machine.meta.index) continue;
      if (entry.index !== this.machine.meta.index + 1) throw new Error(`gap at ${entry.index}`);
      this.#safety.applies(this.id, entry);
      if (entry.kind === entryKind.conf) conf = decodeConf(entry.data) ?? conf;
      this.machine = {
        lines: [...this.machine.lines, lineOf(entry)],
        meta: { index: entry.index, term: entry.term, conf },
      };
    }
    this.step({ type: 'applied', index: last.index });
  }

  flush(): void {
    this.disk.flushed = this.machine;
  }

  /** Purges the log up to what the state machine holds durably. */
  compact(index: number = this.disk.flushed.meta.index): void {
    const { disk } = this;
    const entry = disk.entries.find((candidate) => candidate.index === index);
    if (entry === undefined || index > disk.flushed.meta.index) return;
    if (index > this.up.status().persistedIndex) return;
    disk.boundary = { index, term: entry.term, conf: disk.flushed.meta.conf };
    disk.entries = disk.entries.filter((candidate) => candidate.index > index);
    this.step({ type: 'compacted', index });
  }

  answerFetches(): void {
    for (const { ticket, first, last } of this.fetches.splice(0)) {
      const entries = this.disk.entries.filter(({ index }) => index >= first && index <= last);
      this.fetchesAnswered++;
      const gone = first <= this.disk.boundary.index;
      this.step({ type: 'fetched', ticket, entries: gone ? 'compacted' : entries.slice(0, 4) });
    }
  }

  makeSnapshots(): void {
    for (const { ticket } of this.offers.splice(0)) {
      this.snapshots.push(this.machine);
      this.step({ type: 'snapshotMade', ticket, meta: this.machine.meta });
    }
  }

  /** Switches the state machine durably, then says so. */
  install(machine: Machine | null): void {
    if (machine !== null) {
      this.machine = machine;
      this.disk.flushed = machine;
      this.lost = false;
      this.installs++;
    }
    this.step({ type: 'installed', meta: machine?.meta ?? null });
  }

  #write(write: Write): void {
    const { disk } = this;
    if (write.snapshot !== null) {
      disk.boundary = write.snapshot;
      disk.entries = [];
    }
    const first = write.entries[0]?.index;
    if (first !== undefined) {
      if ((disk.entries.at(-1)?.index ?? 0) >= first) this.truncations++;
      disk.entries = [...disk.entries.filter((entry) => entry.index < first), ...write.entries];
    }
    if (write.hardState !== null) disk.hardState = write.hardState;
    if (write.trusted === true) disk.suspect = false;
  }

  #boot(): BootState {
    const { hardState, boundary, entries, flushed, suspect } = this.disk;
    const { lost } = this;
    // Without a state machine the log alone says how far it had come.
    const applied = lost ? Math.max(boundary.index, hardState.commit) : flushed.meta.index;
    const runs: TermRun[] = [];
    for (const { index, term } of entries) {
      if (runs.at(-1)?.term !== term) runs.push({ first: index, term });
    }
    return {
      hardState,
      boundary,
      runs,
      lastIndex: entries.at(-1)?.index ?? boundary.index,
      confs: entries.filter((entry) => entry.kind === entryKind.conf),
      tail: entries.filter((entry) => entry.index > applied),
      applied,
      stateLost: lost,
      suspect,
    };
  }

  /** Votes and acknowledgements are promises: they must hold over any crash from here on. */
  #spoken(message: Message): void {
    const isVote = message.type === messageType.voteReply;
    // A suspect has forgotten what it promised, and says so: nobody may count its words.
    if (message.life !== 0) return;
    if (message.reject || !(isVote || message.type === messageType.appendReply)) return;
    this.#safety.speaks(this.id, message.term);
    if (isVote) this.#safety.votes(this.id, message.term, message.to);
  }
}
