import { lines, type Mutant } from '../mutant.ts';

/** Time to live, and whose clock decides (R28, R29). */
export const times: readonly Mutant[] = [
  {
    name: 'partition-time-falls',
    bug: 'A new leader stamps by its own clocks, below what its predecessor had given (R28).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/server/host/write-path.ts',
        find: 'Math.max(this.#lastStampMs, partition.clockMs, wallMs);',
        replace: 'Math.max(this.#lastStampMs, wallMs);',
      },
      {
        file: 'src/storage/partition.ts',
        find: 'this.#clockMs = Math.max(this.#clockMs, batch.stampMs);',
        replace: 'this.#clockMs = batch.stampMs;',
      },
    ],
  },
  {
    name: 'fastest-clock-decides',
    bug:
      'Partition time follows the fastest clock, so one that is an hour ahead expires everything ' +
      '(cockroach docs#1303, R28).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/server/host/partition-clock.ts',
        find: 'const middle = offsets[(offsets.length - 1) >> 1];',
        replace: 'const middle = offsets.at(-1);',
      },
    ],
  },
  {
    name: 'reads-expire-by-the-local-clock',
    bug:
      'An EVENTUAL read hides a key that is long past its time by the clock of its node, though nobody ' +
      'ordered its end (R29, R14).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/server/host/read-path.ts',
        find: '      record = group.partition.get(key);',
        replace: lines(
          '      const found = group.partition.get(key);',
          '      const endsAt = found?.expiresAt ?? 0;',
          "      const isPast = level === 'eventual' && endsAt !== 0 && endsAt + 1_000 <= group.host.wallNow();",
          '      record = isPast ? null : found;',
        ),
      },
    ],
  },
  {
    name: 'due-while-on-its-way',
    bug:
      'A write is ordered behind an entry that sets its key with a time that is already over, and finds ' +
      'the key (etcd#11456, R29).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/server/host/write-path.ts',
        find: 'if (stampMs === null || this.#mayHideDueKey(stampMs)) return false;',
        replace: 'if (stampMs === null) return false;',
      },
    ],
  },
  {
    name: 'restart-forgets-expiries',
    bug: 'A restarted node does not look for due keys until another one gets a TTL (R29).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/storage/partition-loader.ts',
        find: 'return { stop: expiryOf(row).expiresAt };',
        replace: 'return { stop: Number.POSITIVE_INFINITY };',
      },
    ],
  },
];
