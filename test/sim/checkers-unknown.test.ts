import { describe, expect, it } from 'vitest';
import { type Asked, type ClientOperation, History } from '../../sim/clients/history.ts';
import { plainResult } from '../../src/storage/apply-record.ts';
import type { CommandResult } from '../../src/storage/index.ts';
import { convicted } from './model-run.ts';

/** What nobody was told of may have happened, and only that. Each story is told twice: with the doubt, and without it. */
describe('a write of unknown outcome', () => {
  it('explains the version that the next write found', () => {
    const story = (doubt: boolean): History => {
      const told = new Told();
      told.answer(put('k{1}/1', 'a'), { revision: 1, version: 1 });
      if (doubt) told.lose(put('k{1}/1', 'b'));
      told.answer(put('k{1}/1', 'c'), { revision: 3, version: 3 });
      return told.history;
    };
    expect(convicted(story(true))).toEqual([]);
    expect(convicted(story(false))).toEqual(['replay', 'revisions']);
  });

  it('explains one revision, not two', () => {
    const told = new Told();
    told.lose(put('k{1}/1', 'a'));
    told.answer(put('k{1}/2', 'b'), { revision: 3, version: 1 });
    expect(convicted(told.history)).toEqual(['revisions']);
  });

  it('does not explain what happened before it began', () => {
    const told = new Told();
    told.answer(put('k{1}/2', 'b'), { revision: 2, version: 1 });
    told.lose(put('k{1}/1', 'a'));
    expect(convicted(told.history)).toEqual(['revisions']);
  });

  it('leaves a record that a touch gives an end, and that is gone then', () => {
    const story = (doubt: boolean): History => {
      const told = new Told();
      if (doubt) told.lose(put('k{1}/1', 'a'));
      told.answer(touch('k{1}/1', 50), { revision: 2, version: 1, expiresAt: 150 }, 100);
      told.answer(put('k{1}/2', 'b'), { revision: 4, version: 1 }, 200);
      return told.history;
    };
    expect(convicted(story(true))).toEqual([]);
    expect(convicted(story(false))).toEqual(['replay', 'revisions']);
  });

  it('adds its amount once', () => {
    const story = (found: number): History => {
      const told = new Told();
      told.answer(add('c1', 5), { revision: 1, version: 1, value: 5 });
      told.lose(add('c1', 7));
      told.answer(add('c1', 10), { revision: 3, version: 3, value: found });
      return told.history;
    };
    expect(convicted(story(22))).toEqual([]);
    expect(convicted(story(29))).toEqual(['exactly-once']);
  });

  it('was not that of a write that failed', () => {
    const told = new Told();
    told.fail(put('r1.0', 'a'));
    told.answer(put('r1.0', 'b', 1), { revision: 2, version: 2 });
    expect(convicted(told.history)).toContain('aborted-read');
  });
});

function put(key: string, value: string, seen?: number): Asked {
  const expect = seen === undefined ? { type: 'any' as const } : revisionOf(seen);
  return { type: 'put', key, value, ttlMs: 0, wrapped: false, expect, from: 'a' };
}

function revisionOf(revision: number): Extract<Asked, { type: 'put' }>['expect'] {
  return { type: 'revision', revision };
}

function touch(key: string, ttlMs: number): Asked {
  return { type: 'touch', key, ttlMs, wrapped: false };
}

function add(key: string, delta: number): Asked {
  return { type: 'increment', key, delta, min: null, max: null, wrapped: false };
}

/** A history, one operation after another. */
class Told {
  readonly history = new History();
  #count = 0;

  answer(asked: Asked, result: Partial<CommandResult>, partitionTimeMs = 100): void {
    const { revision = 0 } = result;
    this.history.end(this.#begin(asked), 'ok', this.#count, {
      answer: {
        node: 1,
        process: 1,
        served: this.history.tick(),
        reply: {
          type: 'written',
          result: { ...plainResult('ok', revision), ...result },
          at: {
            partition: 0,
            revision,
            term: 1,
            partitionTimeMs,
            role: 'leader',
            level: 'linearizable',
            stalenessMs: 0,
          },
        },
      },
    });
  }

  lose(asked: Asked): void {
    this.history.end(this.#begin(asked), 'info', this.#count, { reason: 'LOST' });
  }

  fail(asked: Asked): void {
    this.history.end(this.#begin(asked), 'fail', this.#count, { reason: 'NO_LEADER' });
  }

  #begin(asked: Asked): ClientOperation {
    const id = ++this.#count;
    return this.history.begin({ id, process: id, partition: 0, asked }, id);
  }
}
