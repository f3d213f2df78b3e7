import { birthConf, decodeConf, encodeConf, isWellFormed, memberIds } from '../raft/conf.ts';
import type { ConfState, Entry, EntryKind, HardState, SnapshotMeta } from '../raft/types.ts';
import { entryKind } from '../raft/types.ts';
import { assert } from '../util/assert.ts';
import { type ByteReader, type ByteWriter, MalformedBytesError } from '../util/bytes.ts';

/** Byte forms of what Raft hands to the log. Integers are varints; see `docs/format.md`. */

/** Everything of an entry but its index, which follows from its place, and its data, which the caller adds. */
export function writeEntryHead(to: ByteWriter, entry: Entry): void {
  to.varint(entry.term).u8(entry.kind).varint(entry.data.length);
}

/** The data is a view of the input. */
export function readEntry(from: ByteReader, index: number): Entry {
  const term = from.varint();
  const kind = from.u8();
  if (!isEntryKind(kind)) throw new MalformedBytesError(`entry ${index} of unknown kind ${kind}`);
  return { index, term, kind, data: from.bytes() };
}

export function writeHardState(to: ByteWriter, hardState: HardState): void {
  to.varint(hardState.term).varint(hardState.vote).varint(hardState.commit);
}

export function readHardState(from: ByteReader): HardState {
  return { term: from.varint(), vote: from.varint(), commit: from.varint() };
}

export function writeMeta(to: ByteWriter, meta: SnapshotMeta): void {
  to.varint(meta.index).varint(meta.term);
  writeConf(to, meta.conf);
}

export function readMeta(from: ByteReader): SnapshotMeta {
  return { index: from.varint(), term: from.varint(), conf: readConf(from) };
}

/** As in the data of a configuration entry, after its length; nothing for the empty one of a replica that joins. */
export function writeConf(to: ByteWriter, conf: ConfState): void {
  if (memberIds(conf).length === 0) {
    to.varint(0);
    return;
  }
  assert(isWellFormed(conf), () => `configuration ${JSON.stringify(conf)}`);
  to.bytes(encodeConf(conf));
}

export function readConf(from: ByteReader): ConfState {
  const bytes = from.bytes();
  return bytes.length === 0 ? emptyConf : confOfEntry(bytes);
}

/** The configuration in the data of a `conf` entry. */
export function confOfEntry(data: Uint8Array): ConfState {
  const conf = decodeConf(data);
  if (conf === null) throw new MalformedBytesError(`no configuration in ${data.length} bytes`);
  return conf;
}

const emptyConf: ConfState = birthConf([]);

function isEntryKind(kind: number): kind is EntryKind {
  return kind === entryKind.command || kind === entryKind.noop || kind === entryKind.conf;
}

/** Entries of a write follow each other without a gap. */
export function assertContiguous(entries: readonly Entry[]): void {
  for (let i = 1; i < entries.length; i++) {
    const previous = entries[i - 1]?.index ?? 0;
    const index = entries[i]?.index ?? 0;
    assert(index === previous + 1, () => `entry ${index} follows entry ${previous}`);
  }
}
