import type { Mutant } from '../mutant.ts';

/** State that comes in one piece and not entry by entry (thesis chapter 5, R21). */
export const snapshots: readonly Mutant[] = [
  {
    name: 'snapshot-without-sessions',
    bug:
      'A snapshot leaves out the exactly-once table, so whoever installs it runs retries again ' +
      '(redisraft#659, R17).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/storage/frozen-rows.ts',
        find: 'const next = rowParts[rowParts.indexOf(part) + 1];',
        replace:
          "const next = part === 'records' ? 'idempotency' : rowParts[rowParts.indexOf(part) + 1];",
      },
      {
        file: 'src/storage/snapshot-source.ts',
        find: 'const hash = (recordHash + sessionHash + idempotencyHash) >>> 0;',
        replace: 'const hash = (recordHash + idempotencyHash) >>> 0;',
      },
    ],
  },
  {
    name: 'snapshot-without-idempotency-keys',
    bug:
      'A snapshot leaves out the idempotency keys, so whoever installs it runs the same order twice ' +
      '(R17; the next snapshot command of the kind that redisraft#659 forgot).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/storage/frozen-rows.ts',
        find: 'const next = rowParts[rowParts.indexOf(part) + 1];',
        replace:
          "const next = part === 'sessions' ? 'blocks' : rowParts[rowParts.indexOf(part) + 1];",
      },
      {
        file: 'src/storage/snapshot-source.ts',
        find: 'const hash = (recordHash + sessionHash + idempotencyHash) >>> 0;',
        replace: 'const hash = (recordHash + sessionHash) >>> 0;',
      },
    ],
  },
  {
    name: 'idempotency-keys-not-loaded',
    bug: 'A restarted node knows no idempotency key from before, so an order repeated there is placed twice (R17).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/storage/partition-loader.ts',
        find: 'idempotency.loaded(keys.rowOf(key), value)',
        replace: 'void [keys.rowOf(key), value]',
      },
      {
        file: 'src/storage/idempotency-table.ts',
        find: 'if (sum !== this.#hash) throw',
        replace: 'if (sum < 0) throw',
      },
    ],
  },
  {
    name: 'snapshot-without-partition-time',
    bug: 'Partition time begins at zero where a snapshot was installed (clickhouse#107556, R28).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/storage/snapshot-sink.ts',
        find: '      clockMs: header.clockMs,',
        replace: '      clockMs: 0,',
      },
    ],
  },
  {
    name: 'snapshot-without-expiries',
    bug:
      'Installing a snapshot skips what apply does beside the record: the index of expiries ' +
      '(clickhouse#107556, R29).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/storage/snapshot-sink.ts',
        find: 'if (expiresAt === 0) return;',
        replace: 'if (expiresAt >= 0) return;',
      },
    ],
  },
  {
    name: 'sweep-of-what-is-being-filled',
    bug:
      'Cleaning up takes the rows of a snapshot that is being written for orphans ' +
      '(NATS#7556, R21).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/storage/generations.ts',
        find: 'const unsettled = [this.#filling.get(group) ?? 0, this.#doubtful.get(group) ?? 0];',
        replace: 'const unsettled = [this.#doubtful.get(group) ?? 0];',
      },
    ],
  },
  {
    name: 'failed-install-acknowledged',
    bug: 'A follower acknowledges a snapshot whose pull failed (rqlite#2759, pitfall 75).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/follower.ts',
        find: '  raft.send(messageType.appendReply, leader, { reject: true, index, hint, logTerm, commit: hint });',
        replace: '  raft.send(messageType.appendReply, leader, { index, logTerm, commit: hint });',
      },
    ],
  },
  {
    name: 'snapshot-matched-by-index',
    bug:
      'A follower whose log is as long as a snapshot takes its own entries for those of the snapshot ' +
      '(etcd restore, pitfall 73).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/follower.ts',
        find: '} else if (raft.log.matches(meta.index, meta.term)) {',
        replace: '} else if (meta.index <= raft.log.last) {',
      },
    ],
  },
];
