import type { Command } from '../../src/storage/command.ts';
import { encodeCommandBatch } from '../../src/storage/index.ts';
import { MemoryDisk } from '../../src/storage/memory-disk.ts';
import { utf8 } from '../../src/util/bytes.ts';
import {
  apply,
  as,
  chunksOf,
  client,
  command,
  del,
  existence,
  expire,
  incr,
  named,
  open,
  put,
  read,
  resolve,
  TestNode,
  timeIs,
  touch,
  txn,
  uncached,
  valueIs,
} from './store-harness.ts';
import * as log from './wal-world.ts';

/** One command of every kind, under an identity and without one. */
export const everyCommand: readonly Command[] = [
  command(put('key', 'value')),
  as(client(7), 3, 2, put('{tag}/key', '', 30_000, { type: 'revision', revision: 300 })),
  command(put('new', 'value', 0, { type: 'absent' })),
  command(del('key', { type: 'revision', revision: 1 })),
  as(client(7), 4, 2, incr('counter', -5, { min: -10, max: 2 ** 53 - 1 })),
  command(touch('key', 1_000)),
  command(expire(['key', 1_700_000_000_000], ['other', 1])),
  open(client(7)),
  resolve(client(7), 9),
  as(
    client(7),
    5,
    3,
    txn(
      [existence('a', true), valueIs('b', '=', 'v'), timeIs('<', 5)],
      [put('a', '1'), read('b'), incr('c', 1)],
      [del('a'), touch('b', 10)],
    ),
  ),
];

/** What came after these were frozen: kinds of their own, which leave every byte above as it is. */
export const laterCommands: readonly Command[] = [
  named('order-1', put('key', 'value')),
  named('order-2', as(client(7), 6, 3, incr('counter', 1))),
  command({ kind: 'append', prefix: utf8('{q}/'), value: utf8('value'), ttlMs: 5 }),
];

export function laterEntryBytes(): Uint8Array {
  return encodeCommandBatch({ stampMs: 1_700_000_000_123, commands: laterCommands });
}

export function entryBytes(): Uint8Array {
  return encodeCommandBatch({ stampMs: 1_700_000_000_123, commands: everyCommand });
}

/** A segment with the frames of a group that is made, votes, and appends twice; without the zeros behind. */
export function segmentBytes(): Uint8Array {
  const life = log.start(new MemoryDisk());
  life.wal.createGroup(3, 1, log.conf(1, 2, 3));
  life.wal.append(3, log.write(1, { hardState: { term: 2, vote: 1, commit: 0 } }));
  log.flush(life);
  life.wal.append(3, log.write(2, { entries: log.entries(1, 2, 2) }));
  log.flush(life);
  const hardState = { term: 2, vote: 1, commit: 2 };
  life.wal.append(3, log.write(3, { hardState, entries: log.entries(3, 3, 2, 'x'.repeat(300)) }));
  log.flush(life);
  const [name = ''] = life.disk.list(log.directory);
  const bytes = life.disk.readAll(`${log.directory}/${name}`);
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return bytes.slice(0, end);
}

/** A state with a record, one that expires, and a session with answers. */
export function snapshotChunks(): { readonly node: TestNode; readonly chunks: Uint8Array[] } {
  const node = new TestNode(undefined, uncached);
  apply(node, 1_000, open(client(7)), put('plain', 'value'), put('short', 'lived', 5_000));
  apply(node, 2_000, as(client(7), 1, 1, incr('counter', 41)), as(client(7), 2, 1, del('plain')));
  return { node, chunks: chunksOf(node, node.partition.openSnapshot()) };
}
