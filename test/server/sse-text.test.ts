import { describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { errorDetail } from '../../src/server/errors.ts';
import { SseText } from '../../src/server/sse-text.ts';
import { utf8 } from '../../src/util/bytes.ts';

const { EventKind, WatchCursor, WatchEnd } = ringkv.v1;
const clusterId = new Uint8Array([1, 2, 3]);

function begun(
  partitions: readonly number[] = [0],
  cursor: Uint8Array = new Uint8Array(),
): SseText {
  const sse = new SseText(cursor, false);
  sse.textOf({ created: { watchId: 1, clusterId, partitions: [...partitions] } });
  return sse;
}

interface Message {
  readonly event: string;
  /** What a client that comes back then would have: partition, revision and key, if records are under way. */
  readonly at: readonly (readonly [number, number, string])[] | null;
  readonly data: Record<string, unknown>;
}

/** As an EventSource reads it. */
function read(text: string): Message[] {
  return text
    .split('\n\n')
    .filter((block) => block.startsWith('event'))
    .map((block) => {
      const fields = block.split('\n').map((line) => line.split(/: (.*)/s));
      const field = (name: string): string | undefined => fields.find(([n]) => n === name)?.[1];
      const id = field('id');
      const { positions } = WatchCursor.decode(Buffer.from(id ?? '', 'base64url'));
      const at = (positions ?? []).map(({ partition, revision, scannedTo }) => {
        return [partition ?? 0, revision ?? 0, Buffer.from(scannedTo ?? []).toString()] as const;
      });
      return {
        event: field('event') ?? '',
        at: id === undefined ? null : at,
        data: JSON.parse(field('data') ?? '{}'),
      };
    });
}

const put = (key: string, revision: number) => ({
  watchIds: [1],
  event: { kind: EventKind.EVENT_PUT, key: utf8(key), value: utf8('v'), revision, version: 1 },
});
const said = ({ event, at, data }: Message) => [event, data['key'], at?.[0]?.[1] ?? null];

describe('a watch as server-sent events', () => {
  it('gives each record and each revision the cursor after it as its id', () => {
    const sse = begun();
    const records = ['a', 'b'].map((key) => ({ key: utf8(key), value: utf8('v') }));
    const page = { watchId: 1, partition: 0, revision: 7, records };
    const first = read(sse.textOf({ records: { ...page, scannedTo: utf8('b') } }));
    expect(first.map(({ at }) => at)).toEqual([[[0, 7, 'a']], [[0, 7, 'b']]]);
    expect(first[0]?.data).toMatchObject({ key: 'a', value: 'v', revision: 7, expiresAt: null });
    const [last] = read(sse.textOf({ records: { ...page, records: records.slice(0, 1) } }));
    expect(last?.at).toEqual([[0, 7, '']]);
    const events = read(
      sse.textOf({ events: { revision: 9, events: [put('a', 8), put('b', 9)] } }),
    );
    expect(events.map(said)).toEqual([
      ['put', 'a', 8],
      ['put', 'b', 9],
    ]);
  });

  it('gives no id in the middle of a revision, also where its parts come apart', () => {
    const sse = begun();
    const first = sse.textOf({
      events: { revision: 5, more: true, events: [put('a', 5), put('b', 5)] },
    });
    const rest = sse.textOf({ events: { revision: 6, events: [put('c', 5), put('d', 6)] } });
    expect(read(first + rest).map(said)).toEqual([
      ['put', 'a', null],
      ['put', 'b', null],
      ['put', 'c', 5],
      ['put', 'd', 6],
    ]);
    expect(read(first + rest).map(({ data }) => data['more'])).toEqual([true, true, false, false]);
  });

  it('says synced once, when all partitions are, and then moves with what concerns others', () => {
    const sse = begun([0, 1]);
    expect(sse.textOf({ synced: { partition: 0, revision: 3 } })).toBe('');
    const [synced] = read(sse.textOf({ synced: { partition: 1, revision: 4 } }));
    expect(synced).toMatchObject({
      event: 'synced',
      at: [
        [0, 3, ''],
        [1, 4, ''],
      ],
    });
    expect(sse.textOf({ events: { partition: 0, revision: 8, events: [] } })).toBe('');
    const partitions = [{ partition: 1, revision: 9, partitionTimeMs: 1 }];
    const [progress] = read(sse.textOf({ progress: { partitions } }));
    expect(progress?.at).toEqual([
      [0, 8, ''],
      [1, 9, ''],
    ]);
    expect(progress?.data).toEqual({ partitions });
  });

  it('keeps what a client that came back had of other partitions', () => {
    const cursor = WatchCursor.encode({ clusterId, positions: [{ partition: 1, revision: 5 }] });
    const sse = begun([0, 1], cursor.finish());
    const [event] = read(sse.textOf({ events: { revision: 2, events: [put('a', 2)] } }));
    expect(event?.at).toEqual([
      [0, 2, ''],
      [1, 5, ''],
    ]);
  });

  it('takes the id back when events are gone, so that nobody asks for them again and again', () => {
    const sse = begun();
    const error = errorDetail('COMPACTED', 'NOT_EXECUTED', 'gone');
    const compacted = sse.ended(
      { partition: 0, reason: WatchEnd.WATCH_COMPACTED, oldest: 9 },
      error,
    );
    expect(compacted).toContain('\nid: \n');
    expect(read(compacted)[0]).toMatchObject({ event: 'compacted', data: { oldest: 9 } });
    const other = sse.ended({ partition: 0, reason: WatchEnd.LEADERLESS }, error);
    expect(read(other)[0]).toMatchObject({
      event: 'ended',
      at: null,
      data: { reason: 'LEADERLESS' },
    });
  });
});
