import type { ReplicaId, SnapshotMeta } from '../../raft/index.ts';
import { isDamage, type SnapshotSink } from '../../storage/index.ts';
import type { Timer } from '../../util/clock.ts';
import type { Group } from './group.ts';
import type { Place } from './incoming-snapshots.ts';
import type { PullFailure, SnapshotId, SnapshotPoint, SnapshotTransfer } from './net.ts';

/** How a pull ends, unless it is cancelled. */
interface Outcome {
  /** The state was switched; so many bytes of chunks came. */
  installed(meta: SnapshotMeta, bytes: number): void;
  /** `isDamaged`: what was switched to does not load (R24). */
  failed(reason: string, isDamaged: boolean): void;
}

/**
 * Brings one snapshot here, over as many streams as it takes. What was written stays; a stream that broke is followed by
 * one that begins with the chunk that is due, or with another snapshot where the sender has lost the first.
 *
 *   place ─▶ ask ─▶ meta ─▶ chunk ─▶ written ─▶ chunk … ─▶ end ─▶ switched
 *     ▲       │              │
 *     └ pause ┴─ busy ───────┴─ broken          refused, nothing new for too long, another leader ─▶ failed
 */
export class SnapshotPull {
  readonly #group: Group;
  readonly #from: ReplicaId;
  readonly #offered: SnapshotMeta;
  readonly #outcome: Outcome;
  readonly #leader: ReplicaId;
  #place: Place | null = null;
  #transfer: SnapshotTransfer | null = null;
  /** Counts streams: callbacks of one that is over do nothing. */
  #stream = 0;
  #sink: SnapshotSink | null = null;
  #meta: SnapshotMeta;
  /** As its sender calls what the sink holds; null when it keeps nothing. */
  #id: SnapshotId | null = null;
  /** The sequence of the chunk that is due. */
  #due = 0;
  #bytes = 0;
  #writing = false;
  /** A pause was over while a chunk of the broken stream was still on its way to the disk. */
  #askWhenWritten = false;
  #ended = false;
  /** The stream ended while its last chunk was still on its way to the disk. */
  #finishWhenWritten = false;
  #over = false;
  #pause: Timer | null = null;
  #pauses = 0;
  /** When it began, or the last chunk was written. */
  #progressAt: number;

  constructor(group: Group, from: ReplicaId, offered: SnapshotMeta, outcome: Outcome) {
    this.#group = group;
    this.#from = from;
    this.#offered = offered;
    this.#outcome = outcome;
    this.#leader = group.raft.leader;
    this.#meta = offered;
    this.#progressAt = group.host.snapshots.incoming.clock.now();
  }

  start(): void {
    this.#enter(false);
  }

  cancel(): void {
    if (this.#over) return;
    this.#over = true;
    this.#transfer?.cancel();
    this.#sink?.abort();
    this.#pause?.cancel();
    this.#place?.leave();
  }

  #enter(again: boolean): void {
    const { incoming } = this.#group.host.snapshots;
    this.#place = incoming.enter(this.#group.id, again, () => {
      if (!again) this.#progressAt = incoming.clock.now();
      this.#ask();
    });
  }

  #ask(): void {
    const stream = ++this.#stream;
    const { id: group, host } = this.#group;
    const member = host.memberOf(group, this.#from);
    const current = (): boolean => !this.#over && !this.#ended && stream === this.#stream;
    const resume = this.#id === null ? null : { id: this.#id, sequence: this.#due };
    const ask = { group, index: this.#offered.index, resume };
    this.#transfer = host.snapshots.net.fetchSnapshot(member, ask, {
      meta: (meta, at) => {
        if (current()) this.#begins(meta, at);
      },
      chunk: (bytes) => {
        if (current()) this.#write(bytes, stream);
      },
      end: () => {
        if (current()) this.#finish();
      },
      // Once everything is here, only the switch decides: it may be on its way to the disk already.
      failed: (why, reason) => {
        if (current()) this.#failed(why, reason);
      },
    });
  }

  #begins(meta: SnapshotMeta, at: SnapshotPoint | null): void {
    const { host, id: group } = this.#group;
    const goesOn = this.#id !== null && at !== null && isSame(at.id, this.#id);
    const wanted = goesOn ? this.#meta : this.#offered;
    const fits = goesOn
      ? meta.index === wanted.index && meta.term === wanted.term && at.sequence === this.#due
      : meta.index >= wanted.index && (at === null || at.sequence === 0);
    if (!fits) {
      const sent = `${meta.index}/${meta.term} from chunk ${at?.sequence ?? 0}`;
      this.#fail(`${sent} was sent where ${wanted.index}/${wanted.term} was due`);
      return;
    }
    if (goesOn) {
      if (this.#due > 0) host.metrics.snapshotResumed();
      host.logger.info({ group, chunk: this.#due }, 'snapshot pull goes on');
      return;
    }
    // Gives up the installation before, whose rows are swept.
    this.#sink = host.states.beginInstall(this.#group, meta);
    this.#meta = meta;
    this.#id = at?.id ?? null;
    this.#due = 0;
    this.#bytes = 0;
  }

  #write(bytes: Uint8Array, stream: number): void {
    if (this.#sink === null) {
      this.#fail('a chunk before the snapshot was announced');
      return;
    }
    const { metrics, snapshots } = this.#group.host;
    metrics.snapshotReceived(bytes.length);
    this.#writing = true;
    this.#sink.write(bytes, (error) => {
      if (this.#over) return;
      this.#writing = false;
      if (error !== null) {
        this.#fail(error.message);
        return;
      }
      this.#due++;
      this.#bytes += bytes.length;
      this.#pauses = 0;
      this.#progressAt = snapshots.incoming.clock.now();
      if (this.#finishWhenWritten) this.#finish();
      else if (stream === this.#stream) this.#transfer?.resume();
      else if (this.#askWhenWritten) this.#again();
    });
  }

  #finish(): void {
    if (this.#sink === null) {
      this.#fail('the stream ended before the snapshot began');
      return;
    }
    this.#ended = true;
    // gRPC tells the end of a stream as soon as its last message was taken, however long that takes to be written.
    this.#finishWhenWritten = this.#writing;
    if (this.#writing) return;
    this.#sink.finish((error) => {
      if (this.#over) return;
      if (error !== null) {
        this.#fail(error.message, isDamage(error));
        return;
      }
      this.#over = true;
      this.#place?.leave();
      this.#outcome.installed(this.#meta, this.#bytes);
    });
  }

  #failed(why: PullFailure, reason: string): void {
    const { host, id: group } = this.#group;
    const { clock, limits } = host.snapshots.incoming;
    this.#stream++;
    this.#transfer = null;
    const isTooLong = clock.now() - this.#progressAt >= limits.parkedMs;
    if (why === 'refused' || isTooLong || this.#isLedByAnother) {
      this.#fail(reason);
      return;
    }
    host.logger.info({ group, why, reason, chunk: this.#due }, 'snapshot pull interrupted');
    // Others may have more luck meanwhile.
    this.#place?.leave();
    this.#place = null;
    const pauseMs = Math.min(limits.retryMaxMs, limits.retryMinMs * 2 ** this.#pauses++);
    this.#pause = clock.timer(pauseMs, () => this.#again());
  }

  #again(): void {
    this.#askWhenWritten = this.#writing;
    if (this.#writing) return;
    if (this.#isLedByAnother) this.#fail('another replica leads by now');
    else this.#enter(true);
  }

  /**
   * The sender may be gone for good, and nobody can commit with this replica before it has a state: what was received is
   * worth less than a stream from who leads now.
   */
  get #isLedByAnother(): boolean {
    const { leader } = this.#group.raft;
    return leader !== 0 && leader !== this.#leader && leader !== this.#from;
  }

  #fail(reason: string, isDamaged = false): void {
    this.cancel();
    this.#outcome.failed(reason, isDamaged);
  }
}

function isSame(one: SnapshotId, other: SnapshotId): boolean {
  return one.epoch === other.epoch && one.number === other.number;
}
