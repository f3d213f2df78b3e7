import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Keep, lostChanges } from '../../jepsen-lite/disk/lost-changes.ts';
import type { FileRecord } from '../../jepsen-lite/disk/undo-log.ts';
import { Random } from '../../jepsen-lite/random.ts';

const SECTOR = 512;

/** A file and the undo log that the shim would keep of it. */
class LoggedFile {
  bytes = new Uint8Array(0);
  /** What a power loss without mercy leaves; null once a sync has failed, when no single file says so. */
  durable = new Uint8Array(0);
  records: FileRecord[] = [];
  #at = 0;

  write(offset: number, bytes: Uint8Array): void {
    const size = this.bytes.length;
    const old = this.bytes.slice(offset, offset + bytes.length);
    this.#log({ kind: 'written', at: this.#at, offset, length: bytes.length, size, old });
    const next = new Uint8Array(Math.max(size, offset + bytes.length));
    next.set(this.bytes);
    next.set(bytes, offset);
    this.bytes = next;
  }

  truncate(length: number): void {
    const size = this.bytes.length;
    const offset = Math.min(length, size);
    const old = this.bytes.slice(offset);
    this.#log({ kind: 'truncated', at: this.#at, offset, length, size, old });
    const next = new Uint8Array(length);
    next.set(this.bytes.subarray(0, length));
    this.bytes = next;
  }

  sync(kind: 'synced' | 'lost'): void {
    if (kind === 'synced') this.durable = this.bytes;
    this.#log({ kind, upTo: this.#at });
  }

  afterPowerLoss(keep: Keep): Uint8Array {
    const losses = lostChanges(this.records, keep);
    if (losses === null) return this.bytes;
    const ends = losses.patches.map((patch) => patch.offset + patch.bytes.length);
    const after = new Uint8Array(Math.max(losses.size, this.bytes.length, ...ends));
    after.set(this.bytes);
    for (const patch of losses.patches) after.set(patch.bytes, patch.offset);
    return after.slice(0, losses.size);
  }

  #log(record: FileRecord): void {
    this.records.push(record);
    this.#at += 1;
  }
}

const lose: Keep = () => false;
const spare: Keep = () => true;

function filled(letter: string, length: number): Uint8Array {
  return new Uint8Array(length).fill(letter.charCodeAt(0));
}

const offset = fc.integer({ min: 0, max: 4 * SECTOR });
const length = fc.integer({ min: 1, max: 3 * SECTOR });
const action = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('write' as const), offset, length }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('truncate' as const), offset, length }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('sync' as const), offset, length }) },
);

function play(
  file: LoggedFile,
  actions: readonly (typeof action extends fc.Arbitrary<infer T> ? T : never)[],
): void {
  for (const [n, one] of actions.entries()) {
    if (one.do === 'write')
      file.write(one.offset, filled(String.fromCharCode(65 + (n % 50)), one.length));
    else if (one.do === 'truncate') file.truncate(one.offset);
    else file.sync('synced');
  }
}

describe('what a power loss makes of a file', () => {
  it('is the last synced state when nothing is spared, and the present one when everything is', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 12 }), (actions) => {
        const file = new LoggedFile();
        play(file, actions);
        expect(file.afterPowerLoss(lose)).toEqual(file.durable);
        expect(file.afterPowerLoss(spare)).toEqual(file.bytes);
      }),
    );
  });

  it('has in every sector the synced bytes or the present ones, when nothing was cut', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 12 }), fc.nat(), (actions, seed) => {
        const file = new LoggedFile();
        play(
          file,
          actions.filter((one) => one.do !== 'truncate'),
        );
        const random = new Random(seed);
        const after = file.afterPowerLoss(() => random.chance(0.5));
        expect(after.length).toBeGreaterThanOrEqual(file.durable.length);
        for (let from = 0; from < after.length; from += SECTOR) {
          const part = (bytes: Uint8Array): string => {
            const padded = new Uint8Array(SECTOR);
            padded.set(bytes.subarray(from, Math.min(from + SECTOR, after.length)));
            return Buffer.from(padded).toString('latin1');
          };
          expect([part(file.durable), part(file.bytes)]).toContain(part(after));
        }
      }),
    );
  });

  it('lacks what a failed sync was for, however many syncs succeed after it', () => {
    const file = new LoggedFile();
    file.write(0, filled('a', SECTOR));
    file.sync('lost');
    file.write(SECTOR, filled('b', SECTOR));
    file.sync('synced');
    file.sync('synced');
    expect(Buffer.from(file.afterPowerLoss(lose)).toString()).toBe(
      '\0'.repeat(SECTOR) + 'b'.repeat(SECTOR),
    );
  });

  it('has what was written again over a failed sync and synced', () => {
    const file = new LoggedFile();
    file.write(0, filled('a', 3 * SECTOR));
    file.sync('lost');
    file.write(SECTOR, filled('b', SECTOR));
    file.sync('synced');
    const after = Buffer.from(file.afterPowerLoss(lose)).toString();
    expect(after).toBe('\0'.repeat(SECTOR) + 'b'.repeat(SECTOR));
  });
});
