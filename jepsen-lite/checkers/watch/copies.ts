import type { Operation } from '../../history/operations.ts';
import type { FinalRecord, ToldEntry, ToldEvent } from '../../history/watched.ts';
import type { Complaints } from './complaints.ts';
import { place, revisionOf } from './legs.ts';
import type { Follower, Run } from './walk.ts';

interface Copied {
  readonly value: string;
  readonly version: number;
  /** It ends by itself. */
  readonly ends: boolean;
}

/**
 * What a watch that began with the records that were there knows of each key, through all its legs. Each event has to follow from
 * it by its version: what was left out, also while the records were under way, shows there.
 */
export class WatchCopy implements Follower {
  readonly #complaints: Complaints;
  readonly #keys = new Map<string, Copied>();
  readonly #partitions = new Map<string, number>();

  constructor(complaints: Complaints) {
    this.#complaints = complaints;
  }

  entry({ key, partition, value, version, ends }: ToldEntry, { leg }: Run, by: Operation): void {
    const what = (): string => `${place(leg, by)} is given the record of ${key} twice`;
    this.#complaints.expect('unique', !this.#keys.has(key), what);
    this.#set(key, partition, { value: value ?? '', version, ends: ends === true });
  }

  revision(events: readonly ToldEvent[], { leg }: Run, by: Operation): void {
    for (const { type, key, partition, revision, value, version, ends } of events) {
      const before = this.#keys.get(key);
      const had = before?.version ?? 0;
      const fits = type === 'put' ? version === had + 1 : had > 0 && version === had;
      this.#complaints.expect('copies', fits, () => {
        const what = `${type} ${key} (version ${version}) at ${revisionOf(partition, revision)}`;
        return `${place(leg, by)} is told of ${what}, and knows version ${had}`;
      });
      if (type === 'delete' || type === 'expire') this.#keys.delete(key);
      else {
        const kept = type === 'put' ? (value ?? '') : (before?.value ?? '');
        this.#set(key, partition, { value: kept, version, ends: ends === true });
      }
    }
  }

  compacted(partition: number): void {
    for (const [key, at] of this.#partitions) if (at === partition) this.#keys.delete(key);
  }

  /** It begins anew, without a cursor. */
  clear(): void {
    this.#keys.clear();
  }

  /**
   * Against what a scan shows in the end. `reached`: how far the watch came in each partition; what was written after that it need
   * not know, and a time to live may have ended since.
   */
  compare(
    watch: string,
    found: readonly FinalRecord[],
    reached: ReadonlyMap<number, number>,
    mayBeGone: (key: string) => boolean,
  ): void {
    const there = new Map(found.map((record) => [record.key, record]));
    for (const { key, value, version, modRevision } of found) {
      const partition = this.#partitions.get(key);
      if (partition !== undefined && modRevision > (reached.get(partition) ?? 0)) continue;
      const known = this.#keys.get(key);
      const fits = known?.version === version && known.value === value;
      this.#complaints.expect('copies', fits, () => {
        const knows = known === undefined ? 'nothing' : `${known.value} (version ${known.version})`;
        return `in the end ${key} is ${value} (version ${version}), watch ${watch} knows ${knows}`;
      });
    }
    for (const [key, { ends, version }] of this.#keys) {
      if (there.has(key) || ends || mayBeGone(key)) continue;
      const what = (): string =>
        `in the end ${key} is gone, watch ${watch} knows version ${version}`;
      this.#complaints.expect('copies', false, what);
    }
  }

  #set(key: string, partition: number, copied: Copied): void {
    this.#keys.set(key, copied);
    this.#partitions.set(key, partition);
  }
}
