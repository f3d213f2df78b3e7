import { lines, type Mutant } from '../mutant.ts';

export const watches: readonly Mutant[] = [
  {
    name: 'slow-watch-skips',
    bug: 'A stream that did not take an event goes on behind it once it does (etcd#17529, R35).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/server/host/watch/feed.ts',
        find: 'this.#behindAt = group.planted.watchSkipsWhenSlow ? revision : revision - 1;',
        replace: 'this.#behindAt = revision;',
      },
    ],
  },
  {
    name: 'history-not-in-snapshots',
    bug: 'A snapshot brings no events, so who watches a replica that installed it is told that it missed some (R35).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/storage/frozen-rows.ts',
        find: 'const next = rowParts[rowParts.indexOf(part) + 1];',
        replace:
          "const next = part === 'idempotency' ? undefined : rowParts[rowParts.indexOf(part) + 1];",
      },
    ],
  },
  {
    name: 'watch-passes-over-an-install',
    bug: 'Watches of a replica that installs a snapshot go on with what is applied next (etcd#15271).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/server/host/watch/partition-watches.ts',
        find: 'for (const feed of this.feeds) feed.fallBehind(revision);',
        replace: 'for (const feed of this.feeds) feed.fallBehind(this.revision + 0 * revision);',
      },
    ],
  },
  {
    name: 'last-block-not-flushed',
    bug: 'The events since the last full block are not in the batch of the state that they belong to (R17).',
    breaks: 'safety',
    edits: [
      {
        file: 'src/storage/history.ts',
        find: lines('  settle(): void {', '    if (!this.#block.empty) this.#seal();'),
        replace: '  settle(): void {',
      },
    ],
  },
];
