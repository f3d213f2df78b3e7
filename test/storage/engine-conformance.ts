import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  Engine,
  EngineError,
  EngineIterator,
  EngineOp,
  EngineRange,
  EngineRow,
} from '../../src/storage/engine.ts';
import { fromUtf8, utf8 } from '../../src/util/bytes.ts';

/** An engine under test: how to open it, and how to let its completions happen. */
export interface EngineUnderTest {
  open(): Promise<Engine>;
  /** Opens again what was closed. */
  reopen(): Promise<Engine>;
  cleanUp(): Promise<void>;
  /** Called while a test waits for a completion. */
  pump(engine: Engine): void;
}

const closed = expect.objectContaining({ kind: 'closed' });

/** The behaviour that the state machine relies on. Every engine runs all of it. */
export function describeEngine(name: string, subject: EngineUnderTest): void {
  describe(`${name} as an engine`, () => {
    let engine: Engine;

    async function completion<T>(
      start: (done: (error: EngineError | null, value: T) => void) => void,
    ): Promise<T> {
      const promise = new Promise<T>((resolve, reject) => {
        let returned = false;
        start((error, value) => {
          expect(returned, 'a completion came before the call returned').toBe(true);
          if (error === null) resolve(value);
          else reject(error);
        });
        returned = true;
      });
      subject.pump(engine);
      return promise;
    }

    const write = (ops: readonly EngineOp[]): Promise<void> =>
      completion<void>((done) => engine.write(ops, (error) => done(error, undefined)));
    const compact = (range: EngineRange): Promise<void> =>
      completion<void>((done) => engine.compact(range, (error) => done(error, undefined)));
    const sizeOf = (range: EngineRange): Promise<number> =>
      completion((done) => engine.sizeOf(range, done));
    const close = (): Promise<void> =>
      completion<void>((done) => engine.close((error) => done(error, undefined)));
    const next = (iterator: EngineIterator, limit: number): Promise<readonly EngineRow[]> =>
      completion((done) => iterator.next(limit, done));

    async function rowsOf(iterator: EngineIterator, limit = 2): Promise<string[]> {
      const found: string[] = [];
      for (
        let rows = await next(iterator, limit);
        rows.length > 0;
        rows = await next(iterator, limit)
      ) {
        expect(rows.length).toBeLessThanOrEqual(limit);
        for (const row of rows) found.push(`${fromUtf8(row.key)}=${fromUtf8(row.value)}`);
      }
      return found;
    }

    const get = (key: string): string | null => {
      const value = engine.get(utf8(key));
      return value === undefined ? null : fromUtf8(value);
    };
    const put = (key: string, value: string): EngineOp => ({ key: utf8(key), value: utf8(value) });
    const del = (key: string): EngineOp => ({ key: utf8(key), value: null });
    const range = (from: string, to: string | null): EngineRange => ({
      from: utf8(from),
      to: to === null ? null : utf8(to),
    });

    beforeEach(async () => {
      engine = await subject.open();
    });
    afterEach(async () => {
      await close();
      await subject.cleanUp();
    });

    it('reads what a completed batch wrote, and undefined for the rest', async () => {
      await write([put('a', '1'), put('b', '')]);
      expect([get('a'), get('b'), get('c')]).toEqual(['1', '', null]);
    });

    it('applies the operations of a batch in order, so the later one on a key wins', async () => {
      await write([put('a', '1')]);
      await write([put('a', '2'), del('a'), put('b', '1'), put('b', '2'), put('c', '1'), del('c')]);
      expect([get('a'), get('b'), get('c')]).toEqual([null, '2', null]);
    });

    it('draws a long batch once and in order, and shows all of it at once', async () => {
      const count = 5_000;
      let drawn = 0;
      const batch = {
        length: count,
        *[Symbol.iterator]() {
          for (let n = 0; n < count; n++) yield put(`key-${drawn++}`, `${n}`);
        },
      };
      let ended = false;
      const written = completion<void>((done) => {
        engine.write(batch, (error) => done(error, undefined));
      }).finally(() => {
        ended = true;
      });
      for (let first: string | null = null; !ended; first = get('key-0')) {
        // Read in this order: whoever sees the first row sees the last.
        if (first !== null) expect(get(`key-${count - 1}`)).toBe(`${count - 1}`);
        await new Promise((resolve) => setImmediate(resolve));
      }
      await written;
      expect([drawn, get('key-0'), get('key-4999')]).toEqual([count, '0', '4999']);
    });

    it('iterates a range in the order of unsigned bytes', async () => {
      const keys = [[0], [0, 0], [0x7f], [0x80], [0xff], [0xff, 0xff]].map((key) =>
        Uint8Array.from(key),
      );
      await write([...keys].reverse().map((key) => ({ key, value: utf8('v') })));
      const snapshot = engine.snapshot();
      const iterator = snapshot.iterate({
        from: Uint8Array.of(0, 0),
        to: Uint8Array.of(0xff, 0xff),
      });
      const rows = await next(iterator, 100);
      expect(rows.map((row) => [...row.key])).toEqual([[0, 0], [0x7f], [0x80], [0xff]]);
      iterator.close();
      snapshot.close();
    });

    it('hands out at most as many rows as asked, then an empty list again and again', async () => {
      await write([put('a', '1'), put('b', '2'), put('c', '3')]);
      const snapshot = engine.snapshot();
      const iterator = snapshot.iterate(range('b', null));
      expect(await rowsOf(iterator, 1)).toEqual(['b=2', 'c=3']);
      expect(await next(iterator, 1)).toEqual([]);
      iterator.close();
      snapshot.close();
    });

    it('leaves values out where only keys are asked for', async () => {
      await write([put('a', '1'), put('b', '2')]);
      const snapshot = engine.snapshot();
      const iterator = snapshot.iterate(range('a', 'z'), { keysOnly: true });
      expect(await rowsOf(iterator)).toEqual(['a=', 'b=']);
      iterator.close();
      snapshot.close();
    });

    it('iterates backwards over the same rows, from the end of the range', async () => {
      const keys = [[0], [0, 0], [0x7f], [0x80], [0xff], [0xff, 0xff]].map((key) =>
        Uint8Array.from(key),
      );
      await write(keys.map((key) => ({ key, value: utf8('v') })));
      const snapshot = engine.snapshot();
      const ends = [Uint8Array.of(0xff, 0xff), Uint8Array.of(0xff), Uint8Array.of(0, 0), null];
      const found: number[][][] = [];
      for (const to of ends) {
        const iterator = snapshot.iterate({ from: Uint8Array.of(0, 0), to }, { reverse: true });
        const rows = [...(await next(iterator, 2)), ...(await next(iterator, 100))];
        found.push(rows.map((row) => [...row.key]));
        expect(await next(iterator, 1)).toEqual([]);
        iterator.close();
      }
      snapshot.close();
      expect(found).toEqual([
        [[0xff], [0x80], [0x7f], [0, 0]],
        [[0x80], [0x7f], [0, 0]],
        [],
        [[0xff, 0xff], [0xff], [0x80], [0x7f], [0, 0]],
      ]);
    });

    it('keeps a snapshot as it was while writes and compactions go on', async () => {
      await write([put('a', 'old'), put('b', 'old')]);
      const snapshot = engine.snapshot();
      const iterator = snapshot.iterate(range('a', 'z'));
      await write([put('a', 'new'), put('c', 'new')]);
      await write([del('b')]);
      await compact(range('a', null));
      expect(fromUtf8(snapshot.get(utf8('a')) ?? utf8('none'))).toBe('old');
      expect(snapshot.get(utf8('c'))).toBeUndefined();
      expect(await rowsOf(iterator)).toEqual(['a=old', 'b=old']);
      iterator.close();
      snapshot.close();
      expect([get('a'), get('b'), get('c')]).toEqual(['new', null, 'new']);
    });

    it('changes no row by a compaction, also beside a batch in flight', async () => {
      await write(['a', 'b', 'c', 'd'].map((key) => put(key, '1')));
      await write([del('b')]);
      await Promise.all([
        compact(range('a', 'c')),
        write([put('e', '2')]),
        sizeOf(range('a', 'c')),
      ]);
      expect(['a', 'b', 'c', 'd', 'e'].map(get)).toEqual(['1', null, '1', '1', '2']);
    });

    it('takes no space for a range without rows', async () => {
      await write([put('a', '1')]);
      expect(await sizeOf(range('b', 'c'))).toBe(0);
    });

    it('still holds completed batches after it was closed and opened again', async () => {
      await write([put('a', '1'), put('b', '1')]);
      await write([del('a')]);
      await close();
      engine = await subject.reopen();
      expect([get('a'), get('b')]).toEqual([null, '1']);
    });

    it('refuses everything with the kind closed once it is closed', async () => {
      await close();
      await expect(write([put('a', '1')])).rejects.toMatchObject({ kind: 'closed' });
      expect(() => engine.get(utf8('a'))).toThrow(closed);
      expect(() => engine.snapshot()).toThrow(closed);
      await expect(compact(range('a', 'b'))).rejects.toMatchObject({ kind: 'closed' });
      await expect(sizeOf(range('a', 'b'))).rejects.toMatchObject({ kind: 'closed' });
      engine = await subject.reopen();
      expect(get('a')).toBeNull();
    });

    it('ends what was read when it is closed: with its rows, or with the kind closed', async () => {
      await write([put('a', '1'), put('b', '2')]);
      const snapshot = engine.snapshot();
      const iterator = snapshot.iterate(range('a', 'z'));
      const reading = next(iterator, 1).then(
        (rows) => rows.length,
        (error: EngineError) => error.kind,
      );
      await close();
      expect([1, 'closed']).toContain(await reading);
      await expect(next(iterator, 1)).rejects.toMatchObject({ kind: 'closed' });
      expect(() => snapshot.get(utf8('a'))).toThrow(closed);
      const late = snapshot.iterate(range('a', 'z'));
      await expect(next(late, 1)).rejects.toMatchObject({ kind: 'closed' });
      for (const handle of [iterator, late, snapshot]) handle.close();
      engine = await subject.reopen();
      expect([get('a'), get('b')]).toEqual(['1', '2']);
    });

    it('finishes a batch that is in flight when it is closed, or loses all of it and says so', async () => {
      await write([put('a', 'old'), put('b', 'old')]);
      const written = write([put('a', 'new'), put('b', 'new')]).then(
        () => 'new',
        (error: EngineError) => error.kind,
      );
      await close();
      const outcome = await written;
      engine = await subject.reopen();
      expect([outcome, get('a'), get('b')]).toEqual(
        outcome === 'closed' ? ['closed', 'old', 'old'] : ['new', 'new', 'new'],
      );
    });
  });
}
