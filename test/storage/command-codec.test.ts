import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommandBody } from '../../src/storage/command.ts';
import {
  decodeCommandBatch,
  encodeCommandBatch,
  entryStampOf,
} from '../../src/storage/command-codec.ts';
import { EntryFormatError } from '../../src/storage/storage-errors.ts';
import {
  as,
  client,
  command,
  del,
  expire,
  incr,
  open,
  put,
  resolve,
  touch,
} from './store-harness.ts';

const batch = {
  stampMs: 1_700_000_000_123,
  commands: [
    command(put('k', 'v', 30, { type: 'revision', revision: 2 ** 40 })),
    as(client(3), 7, 5, del('k', { type: 'absent' })),
    command(incr('n', -Number.MAX_SAFE_INTEGER, { min: -5, ttlMs: 9 })),
    command(touch('k', 1)),
    command(expire(['k', 2 ** 41], ['l', 1])),
    open(client(1), 600_000),
    resolve(client(1), 9, 4),
  ],
};

describe('The bytes of an entry (R27)', () => {
  it('carry every kind of command there and back', () => {
    const data = encodeCommandBatch(batch);
    expect(decodeCommandBatch(data)).toEqual(batch);
    expect(entryStampOf(data)).toBe(batch.stampMs);
    expect(decodeCommandBatch(encodeCommandBatch({ stampMs: 0, commands: [] }))).toEqual({
      stampMs: 0,
      commands: [],
    });
  });

  it('stop at an unknown version, an unknown kind and a byte too many', () => {
    const data = encodeCommandBatch({ stampMs: 1, commands: [command(touch('k', 1))] });
    const changed = (offset: number, byte: number): Uint8Array => {
      const copy = data.slice();
      copy[offset] = byte;
      return copy;
    };
    expect(() => decodeCommandBatch(changed(0, 2))).toThrow('entry of unknown version 2');
    expect(() => entryStampOf(changed(0, 2))).toThrow(EntryFormatError);
    expect(() => decodeCommandBatch(changed(3, 99))).toThrow('command of unknown kind 99');
    expect(() => decodeCommandBatch(Uint8Array.from([...data, 0]))).toThrow(
      '1 bytes after the last',
    );
  });

  it('are refused with a typed error wherever they are cut or whatever they are', () => {
    const data = encodeCommandBatch(batch);
    for (let length = 0; length < data.length; length++) {
      expect(() => decodeCommandBatch(data.subarray(0, length))).toThrow(EntryFormatError);
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (noise) => {
        try {
          decodeCommandBatch(Uint8Array.from([1, ...noise]));
        } catch (error) {
          expect(error).toBeInstanceOf(EntryFormatError);
        }
      }),
    );
  });

  it('cannot hold an exactly-once command without an identity', () => {
    const nobody = (body: CommandBody) => () =>
      encodeCommandBatch({ stampMs: 1, commands: [command(body)] });
    expect(nobody({ kind: 'open', windowMs: 1 })).toThrow('open without a client id');
    expect(nobody({ kind: 'resolve', sequence: 1 })).toThrow('resolve without a client id');
  });
});
