import { lines, type Mutant } from '../mutant.ts';

/** What is on the disk when it is said to be, and how log and state machine come back together (R16 to R19). */
export const disks: readonly Mutant[] = [
  {
    name: 'durable-before-the-sync',
    bug: 'The log reports a frame as durable when it is written, and leaves the sync to others (NATS#7564).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/storage/wal.ts',
        find: "const opens = this.#acksBeforeSync ? 'open' : 'openDurable';",
        replace: "const opens = 'open' as const;",
      },
    ],
  },
  {
    name: 'sync-covers-what-came-later',
    bug:
      'A sync is taken to cover what was handed over after it had begun (openraft#1960 mixed up such ' +
      'completions, pitfall 36).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/storage/wal.ts',
        find: 'const { frame, items, barriers } = this.#inFlight;',
        replace: lines(
          'const { frame, barriers } = this.#inFlight;',
          '    const items = [...this.#inFlight.items, ...this.#collecting.items];',
          '    this.#collecting.items = [];',
        ),
      },
    ],
  },
  {
    name: 'name-of-a-segment-not-synced',
    bug:
      'A new segment is synced and its directory is not, so a power loss can take its name ' +
      '(redisraft#654, pitfall 77).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/storage/wal-segments.ts',
        find: 'const named = then(() => this.#disk.syncDirectory(this.directory, nameDurable));',
        replace: 'const named = nameDurable;',
      },
    ],
  },
  {
    name: 'page-cache-taken-for-the-disk',
    bug:
      'Recovery takes every frame that it can read for durable, though it may come from the page cache ' +
      'of a write that was never synced (ATC 2020, "Can Applications Recover from fsync Failures?", pitfall 81).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/storage/wal-recovery.ts',
        find: "if (durable > last) throw corrupt(segment, 'a frame that was durable is damaged or missing');",
        replace: lines(
          "if (durable > last) throw corrupt(segment, 'a frame that was durable is damaged or missing');",
          '    durable = last;',
        ),
      },
    ],
  },
  {
    name: 'copy-truncates',
    bug:
      'Old entries that a purge copied to the end of the log cut off what follows them, as if they were ' +
      'appended again.',
    breaks: 'safety',
    edits: [
      {
        file: 'src/storage/wal-replay.ts',
        find: '        log.copied(entries.map(owned));',
        replace: lines(
          '        log.append(entries.map(owned));',
          '        log.collectedFirst = Number.POSITIVE_INFINITY;',
          '        log.settle();',
        ),
      },
    ],
  },
  {
    name: 'copy-without-configurations',
    bug: 'A start that begins behind the first record of a configuration does not take it from the copy (R8).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/storage/wal-group.ts',
        find: '    this.confs = [...confs, ...this.confs.filter(({ index }) => index > last)];',
        replace: '',
      },
    ],
  },
  {
    name: 'apply-overtakes-a-slow-disk',
    bug:
      'What is committed is applied though a slow disk does not hold it yet, so the state machine may ' +
      'be flushed ahead of the log (R17, pitfall 78).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/raft/group.ts',
        find: '  return Math.min(raft.commit, raft.persistedIndex);',
        replace: lines(
          '  const isSlow = raft.now - raft.writes.oldestAt > raft.config.heartbeatMs;',
          '  return isSlow ? raft.commit : Math.min(raft.commit, raft.persistedIndex);',
        ),
      },
    ],
  },
  {
    name: 'applied-index-in-the-next-batch',
    bug:
      'The applied index goes to disk in the batch after that of its rows, so a crash between them ' +
      'applies entries twice (etcd#13766, pitfall 80).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/storage/flusher.ts',
        find: lines('      partition.settle();', ''),
        replace: '',
      },
      {
        file: 'src/storage/flusher.ts',
        find: '    const layer = this.#rows.overlay.seal();',
        replace: lines(
          '    const layer = this.#rows.overlay.seal();',
          '    for (const { partition } of marks) partition.settle();',
        ),
      },
    ],
  },
  {
    name: 'full-database-taken-for-flushed',
    bug:
      'A flush that found no space counts as done once the database was reopened: its layers are dropped, and the log ' +
      'behind them goes (R23).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/storage/flusher.ts',
        find: 'if (error !== null) return this.#failWaiting(error);',
        replace:
          "if (error !== null && !error.message.includes('no space')) return this.#failWaiting(error);",
      },
    ],
  },
];
