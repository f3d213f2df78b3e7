import { describe, expect, it } from 'vitest';
import { EngineError } from '../../src/storage/engine.ts';
import { MemoryEngine } from '../../src/storage/memory-engine.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { describeEngine } from './engine-conformance.ts';

let last = new MemoryEngine();

describeEngine('MemoryEngine', {
  open: async () => {
    last = new MemoryEngine();
    return last;
  },
  reopen: async () => {
    last = last.crash();
    return last;
  },
  cleanUp: async () => {},
  pump: () => last.pumpAll(),
});

describe('MemoryEngine, as a model of crashes', () => {
  const batch = [
    { key: utf8('a'), value: utf8('1') },
    { key: utf8('b'), value: utf8('2') },
  ];

  it('forgets a batch in flight and never answers it', () => {
    const engine = new MemoryEngine();
    let answered = false;
    engine.write(batch, () => {
      answered = true;
    });
    const after = engine.crash();
    engine.pumpAll();
    expect([answered, after.get(utf8('a')), after.get(utf8('b'))]).toEqual([
      false,
      undefined,
      undefined,
    ]);
  });

  it('can keep all of a batch that was never acknowledged', () => {
    const engine = new MemoryEngine();
    engine.write(batch, () => {});
    const after = engine.crash(true);
    expect(after.get(utf8('a'))).toEqual(utf8('1'));
    expect(after.get(utf8('b'))).toEqual(utf8('2'));
  });

  it('takes nothing more after a write that failed, until it was reopened on a device with room', () => {
    const kinds: string[] = [];
    const write = (engine: MemoryEngine): void => {
      engine.write(batch, (error) => kinds.push(error?.kind ?? 'ok'));
      engine.pumpAll();
    };
    const engine = new MemoryEngine();
    engine.full = true;
    write(engine);
    engine.full = false;
    write(engine);
    engine.close(() => {});
    engine.full = true;
    expect(() => engine.reopen()).toThrow(expect.objectContaining({ kind: 'no_space' }));
    engine.full = false;
    write(engine.reopen());
    expect(kinds).toEqual(['no_space', 'no_space', 'ok']);
  });

  it('loses a batch whose write failed, and says why', () => {
    const engine = new MemoryEngine();
    engine.failNextWrite(new EngineError('no_space', 'full'));
    let kind = '';
    engine.write(batch, (error) => {
      kind = error?.kind ?? 'none';
    });
    engine.pumpAll();
    expect([kind, engine.get(utf8('a'))]).toEqual(['no_space', undefined]);
  });
});
