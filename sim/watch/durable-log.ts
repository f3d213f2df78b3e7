import type { BootState, Output, Write } from '../../src/raft/index.ts';
import { nameOf, type Replica, ViolationError, type Watcher } from './watcher.ts';

const checker = 'restart-finds-what-was-durable';

/** A log by its terms: entry i has the term at i - first. */
class LogImage {
  term = 0;
  vote = 0;
  suspect = false;
  /** The first index that is not below the boundary; the boundary's own term is known too. */
  base = 0;
  terms: number[] = [0];

  get last(): number {
    return this.base + this.terms.length - 1;
  }

  termAt(index: number): number | undefined {
    return this.terms[index - this.base];
  }

  holds(index: number, term: number): boolean {
    return index < this.base || this.termAt(index) === term;
  }

  apply({ hardState, entries, snapshot, trusted }: Write): void {
    if (trusted === true) this.suspect = false;
    if (hardState !== null) ({ term: this.term, vote: this.vote } = hardState);
    if (snapshot !== null) {
      this.base = snapshot.index;
      this.terms = [snapshot.term];
    }
    const [first] = entries;
    if (first === undefined) return;
    this.terms.length = Math.max(0, first.index - this.base);
    for (const entry of entries) this.terms.push(entry.term);
  }

  copy(): LogImage {
    const copy = new LogImage();
    Object.assign(copy, this);
    copy.terms = this.terms.slice();
    return copy;
  }
}

interface ReplicaLog {
  readonly durable: LogImage;
  /** Handed to the disk and not reported durable, oldest first. */
  inFlight: Write[];
  /** A snapshot was pulled in this replica's former life: its state machine may be ahead of the log (R21). */
  installing: boolean;
  /** Of a suspect: what was durable each time before its log was cut off. */
  former: LogImage[];
}

/**
 * What each replica has told to be durable. When it starts again it must find exactly that, or that and some of the
 * writes that were on their way, in their order: nothing lost, nothing torn, no vote forgotten. Unless its log was cut off
 * at damage: then it knows that it is suspect, and goes on to know it until it says otherwise on its disk.
 */
export class DurableLogs implements Watcher {
  readonly #logs = new Map<number, ReplicaLog>();

  /** Whether the entry is on the disk of that replica, alive or not. */
  holds(group: number, id: number, index: number, term: number): boolean {
    const durable = this.#logs.get(keyOf(group, id))?.durable;
    return durable?.holds(index, term) ?? false;
  }

  /** What a replica that is suspect now may have acknowledged before. */
  formerOf(group: number, id: number): readonly LogImage[] {
    return this.#logs.get(keyOf(group, id))?.former ?? [];
  }

  imageOf({ group, id }: Replica): LogImage {
    return this.#logOf(group, id).durable;
  }

  booted(replica: Replica, boot: BootState): void {
    const log = this.#logOf(replica.group, replica.id);
    const found = imageOf(boot);
    const candidate = log.durable.copy();
    let matches = agrees(found, candidate);
    for (const write of log.inFlight) {
      if (matches) break;
      candidate.apply(write);
      matches = agrees(found, candidate);
    }
    // The state machine's half of an install is durable before the log's half.
    const reset =
      log.installing && boot.runs.length === 0 && boot.lastIndex === boot.boundary.index;
    const { lostLog } = replica;
    if (lostLog) log.former.push(log.durable.copy());
    const fits = lostLog ? found.suspect : matches || (reset && found.term >= log.durable.term);
    if (!fits) {
      throw new ViolationError(
        checker,
        `${nameOf(replica)} finds ${describe(found)}; durable was ${describe(log.durable)}, ` +
          `${log.inFlight.length} writes were on their way`,
      );
    }
    Object.assign(log.durable, found);
    log.inFlight = [];
    log.installing = false;
  }

  taken(replica: Replica, { write, install }: Output): void {
    const log = this.#logOf(replica.group, replica.id);
    if (write !== null) log.inFlight.push(write);
    if (install !== null) log.installing = true;
  }

  durable(replica: Replica, seq: number): void {
    const log = this.#logOf(replica.group, replica.id);
    let done = 0;
    for (const write of log.inFlight) {
      if (write.seq > seq) break;
      log.durable.apply(write);
      if (write.trusted === true) log.former = [];
      done++;
    }
    log.inFlight.splice(0, done);
  }

  #logOf(group: number, id: number): ReplicaLog {
    const key = keyOf(group, id);
    let log = this.#logs.get(key);
    if (log === undefined) {
      log = { durable: new LogImage(), inFlight: [], installing: false, former: [] };
      this.#logs.set(key, log);
    }
    return log;
  }
}

function imageOf({ hardState, boundary, runs, lastIndex, suspect }: BootState): LogImage {
  const image = new LogImage();
  image.suspect = suspect === true;
  image.term = hardState.term;
  image.vote = hardState.vote;
  image.base = boundary.index;
  image.terms = [boundary.term];
  runs.forEach(({ first, term }, i) => {
    const end = runs[i + 1]?.first ?? lastIndex + 1;
    for (let index = first; index < end; index++) image.terms.push(term);
  });
  return image;
}

/** The same votes, and the same entries wherever both have any; a purge may have moved the boundary up. */
function agrees(found: LogImage, expected: LogImage): boolean {
  if (found.term !== expected.term || found.vote !== expected.vote) return false;
  if (found.suspect !== expected.suspect) return false;
  if (found.last !== expected.last || found.base < expected.base) return false;
  for (let index = found.base; index <= found.last; index++) {
    if (found.termAt(index) !== expected.termAt(index)) return false;
  }
  return true;
}

function describe({ term, vote, base, last, terms, suspect }: LogImage): string {
  return `${suspect ? 'suspect, ' : ''}term ${term}, vote ${vote}, log ${base}..${last} ending in term ${terms.at(-1)}`;
}

function keyOf(group: number, id: number): number {
  return group * 0x1_0000 + id;
}
