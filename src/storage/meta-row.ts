import type { ConfState } from '../raft/types.ts';
import { readConf, writeConf } from './entry-codec.ts';
import { readRow, sealRow } from './row-checksum.ts';
import type { RowSpace } from './row-keys.ts';

/** A partition's state beside its rows; written in the same batch as what it is true of (R17). */
export interface PartitionState {
  readonly appliedIndex: number;
  readonly appliedTerm: number;
  /** +1 per command that changed a row (R30). */
  readonly revision: number;
  /** Partition time: the highest stamp applied, in milliseconds (R28). */
  readonly clockMs: number;
  readonly conf: ConfState;
  readonly recordHash: number;
  readonly sessionHash: number;
  readonly idempotencyHash: number;
}

/** 1 is without the hash of the idempotency keys, from before there were any. */
const FORMAT = 2;

/** The one row of its space, under the empty key. */
export const metaKey = '';

export function encodeMeta(space: RowSpace, state: PartitionState): Uint8Array {
  return sealRow(space.prefix, (to) => {
    to.u8(FORMAT).varint(state.appliedIndex).varint(state.appliedTerm);
    to.varint(state.revision).varint(state.clockMs);
    to.u32(state.recordHash).u32(state.sessionHash).u32(state.idempotencyHash);
    writeConf(to, state.conf);
  });
}

export function decodeMeta(space: RowSpace, row: Uint8Array, place: string): PartitionState {
  return readRow(space.prefix, row, place, (body) => {
    const format = body.u8();
    if (format !== 1 && format !== FORMAT) throw new Error(`state row of unknown format ${format}`);
    return {
      appliedIndex: body.varint(),
      appliedTerm: body.varint(),
      revision: body.varint(),
      clockMs: body.varint(),
      recordHash: body.u32(),
      sessionHash: body.u32(),
      idempotencyHash: format === 1 ? 0 : body.u32(),
      conf: readConf(body),
    };
  });
}
