import { beforeEach, describe, expect, it } from 'vitest';
import { contradictions } from '../../jepsen-lite/storm/verify.ts';
import { Writers } from '../../jepsen-lite/storm/writers.ts';
import type { RingKv } from '../../src/client/index.ts';

/** What the cluster holds, where only that is asked for. */
function holding(rows: ReadonlyMap<string, string>): RingKv {
  const get = async (key: string): Promise<object | null> => {
    const value = rows.get(key);
    return value === undefined ? null : { value };
  };
  return { get } as unknown as RingKv;
}

describe('after a storm', () => {
  let rows: Map<string, string>;
  let writers: Writers;

  beforeEach(() => {
    rows = new Map([
      ['a', '1'],
      ['b', '2'],
      ['n', '3'],
    ]);
    writers = new Writers();
    writers.acknowledged.set('a', '1').set('b', '2');
    writers.refused.add('c');
    writers.counted.set('n', 3);
  });

  const found = async (): Promise<string[]> => contradictions(holding(rows), writers);

  it('there is nothing to say when everything is as the clients were told', async () => {
    expect(await found()).toEqual([]);
  });

  it('an acknowledged write that is gone, or older, is lost', async () => {
    rows.delete('a');
    rows.set('b', '1');
    expect(await found()).toEqual(['2 acknowledged writes are lost: a, b']);
  });

  it('a write that was refused must not be there', async () => {
    rows.set('c', '1');
    expect(await found()).toEqual(['1 writes that were refused have happened: c']);
  });

  it.each(['2', '4'])('a counter of 3 must not be %s', async (value) => {
    rows.set('n', value);
    expect(await found()).toEqual([`1 counters do not add up: n is ${value}, not 3`]);
  });

  it('an error that means nothing to a client is told', async () => {
    writers.unexpected.push(new TypeError('x is undefined'));
    expect(await found()).toEqual([
      '1 errors that no client should see: TypeError: x is undefined',
    ]);
  });
});
