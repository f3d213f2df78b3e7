import type { ByteReader, ByteWriter } from '../util/bytes.ts';
import type { RecordHead } from './record-codec.ts';

/** `put` is an increment as well; `touch` gives another expiry and leaves the rest as it is. */
export type ChangeKind = 'put' | 'delete' | 'expire' | 'touch';

/** What one row of a partition went through at one revision: what watches are told. */
export interface ChangeEvent extends RecordHead {
  readonly kind: ChangeKind;
  /** All events of one command share it (R30). */
  readonly revision: number;
  readonly key: Uint8Array;
  /** Empty but for `put`. */
  readonly value: Uint8Array;
  /** Partition time. */
  readonly timeMs: number;
}

/** The commands say here what they changed, in the order in which they changed it. */
export interface Changes {
  add(
    kind: ChangeKind,
    revision: number,
    key: Uint8Array,
    head: RecordHead,
    value: Uint8Array,
  ): void;
}

const kinds: readonly ChangeKind[] = ['put', 'delete', 'expire', 'touch'];

/** Numbers count from here, which keeps them short: the first revision of a block, and the time of its first event. */
export interface EventBase {
  readonly revision: number;
  readonly timeMs: number;
}

/** [kind u8][revision - base][time - base][version][createRevision][modRevision][expiresAt][key][value] */
export function writeEvent(to: ByteWriter, base: EventBase, event: ChangeEvent): void {
  to.u8(kinds.indexOf(event.kind));
  to.varint(event.revision - base.revision).varint(event.timeMs - base.timeMs);
  to.varint(event.version).varint(event.createRevision).varint(event.modRevision);
  to.varint(event.expiresAt).bytes(event.key).bytes(event.value);
}

/** Key and value are views of the bytes that are read. Throws on what no release wrote. */
export function readEvent(from: ByteReader, base: EventBase): ChangeEvent {
  const kind = kinds[from.u8()];
  if (kind === undefined) throw new RangeError('an event of unknown kind');
  return {
    kind,
    revision: base.revision + from.varint(),
    timeMs: base.timeMs + from.varint(),
    version: from.varint(),
    createRevision: from.varint(),
    modRevision: from.varint(),
    expiresAt: from.varint(),
    key: from.bytes(),
    value: from.bytes(),
  };
}
