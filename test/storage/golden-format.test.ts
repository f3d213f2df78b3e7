import { describe, expect, it } from 'vitest';
import { decodeCommandBatch } from '../../src/storage/command-codec.ts';
import { MemoryDisk } from '../../src/storage/memory-disk.ts';
import { utf8 } from '../../src/util/bytes.ts';
import {
  entryBytes,
  everyCommand,
  laterCommands,
  laterEntryBytes,
  segmentBytes,
  snapshotChunks,
} from './frozen-formats.ts';
import {
  entryV1,
  laterEntryV1,
  segmentV1,
  snapshotV1,
  snapshotWithHistoryV1,
} from './golden-bytes.ts';
import { install, pairsOf, TestNode } from './store-harness.ts';
import { directory, groupOf, recoveredTexts, start } from './wal-world.ts';

/** As the golden bytes are written down. */
function lines(bytes: Uint8Array): readonly string[] {
  return (
    Buffer.from(bytes)
      .toString('hex')
      .match(/.{1,80}/g) ?? []
  );
}

function bytesOf(hexLines: readonly string[]): Uint8Array {
  return new Uint8Array(Buffer.from(hexLines.join(''), 'hex'));
}

describe('version 1 of a log entry', () => {
  it('is written as it was frozen', () => {
    expect(lines(entryBytes())).toEqual(entryV1);
  });

  it('is read as what it was made of', () => {
    expect(decodeCommandBatch(bytesOf(entryV1))).toEqual({
      stampMs: 1_700_000_000_123,
      commands: everyCommand,
    });
  });
});

describe('what was added to it', () => {
  it('is written as it was frozen', () => {
    expect(lines(laterEntryBytes())).toEqual(laterEntryV1);
  });

  it('is read as what it was made of', () => {
    expect(decodeCommandBatch(bytesOf(laterEntryV1)).commands).toEqual(laterCommands);
  });
});

describe('version 2 of a segment of the log', () => {
  it('is written as it was frozen', () => {
    expect(lines(segmentBytes())).toEqual(segmentV1);
  });

  it('is recovered from its bytes alone', () => {
    const disk = new MemoryDisk();
    start(disk);
    const [name = ''] = disk.list(directory);
    const segment = new Uint8Array(4_096);
    segment.set(bytesOf(segmentV1));
    disk.replaceNow(`${directory}/${name}`, segment);
    const life = start(disk, { create: false });
    expect(groupOf(life, 3)).toMatchObject({
      replica: 1,
      hardState: { term: 2, vote: 1, commit: 2 },
      lastIndex: 3,
    });
    expect(recoveredTexts(life, 3)).toEqual(['1@2', '2@2', 'x'.repeat(300)]);
  });
});

describe('version 1 of a snapshot', () => {
  it('is written as it was frozen', () => {
    expect(snapshotChunks().chunks.map(lines)).toEqual(snapshotWithHistoryV1);
  });

  it.each([
    ['its bytes alone', snapshotWithHistoryV1, 0],
    ['bytes that were written before there was a history', snapshotV1, 4],
  ])('is installed from %s', (_, bytes, floor) => {
    const { node: from } = snapshotChunks();
    const node = new TestNode();
    install(node, from.partition.snapshotMeta, bytes.map(bytesOf));
    expect(pairsOf(node.scan().entries)).toEqual(['counter=41', 'short=lived']);
    expect(node.partition.records.hash).toBe(from.partition.records.hash);
    expect(node.partition.get(utf8('short'))?.expiresAt).toBe(6_000);
    expect(node.partition.changes.floor).toBe(floor);
  });
});
