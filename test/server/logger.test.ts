import { describe, expect, it } from 'vitest';
import { createLogger, RateLimitedLog } from '../../src/server/logger.ts';
import { realClock } from '../../src/server/real-clock.ts';

describe('the logger', () => {
  it('writes one JSON object a line, with the fields of its parents', () => {
    const lines: string[] = [];
    const logger = createLogger('info', { node: 'n1' }, (line) => lines.push(line));
    logger.debug({}, 'hidden');
    logger.child({ group: 4 }).warn({ term: 9 }, 'stepped down');
    expect(lines.length).toBe(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 40,
      node: 'n1',
      group: 4,
      term: 9,
      msg: 'stepped down',
    });
  });
});

describe('a complaint that repeats', () => {
  it('is written once in its time, then with the number of those held back', () => {
    let now = 0;
    const complaints = new RateLimitedLog({ ...realClock, now: () => now }, 100);
    const written: [string, number][] = [];
    const complain = (key: string): void => {
      complaints.log(key, (held) => written.push([key, held]));
    };
    for (let i = 0; i < 5; i++) complain('a');
    complain('b');
    now = 100;
    complain('a');
    expect(written).toEqual([
      ['a', 0],
      ['b', 0],
      ['a', 4],
    ]);
  });
});
