import { describe, expect, it } from 'vitest';
import { Silence } from '../../src/client/silence.ts';

const tuning = { silenceMs: 500, standstillMs: 1_500 };

describe('a node that owes an answer', () => {
  it('is asked for a sign of life after half of the time, and silent when that does not come', () => {
    const silence = new Silence(tuning);
    silence.sent(1_000, true);
    expect(silence.nextCheckAt()).toBe(1_250);
    expect(silence.check(1_250)).toBe('ask');
    expect(silence.nextCheckAt()).toBe(1_500);
    expect(silence.check(1_499)).toBe('wait');
    expect(silence.check(1_500)).toBe('silent');
  });

  it('is only slow as long as it gives signs of life', () => {
    const silence = new Silence({ ...tuning, standstillMs: 60_000 });
    silence.sent(0, true);
    for (let now = 0; now < 10_000; ) {
      now = silence.nextCheckAt();
      expect(silence.check(now)).toBe('ask');
      silence.heard(now + 200);
    }
  });

  it('stands still when signs of life are all that comes', () => {
    const silence = new Silence(tuning);
    silence.sent(0, true);
    const verdicts: string[] = [];
    for (let now = 0; verdicts.at(-1) !== 'standstill'; ) {
      now = silence.nextCheckAt();
      verdicts.push(`${now} ${silence.check(now)}`.replace(/^1500 /, ''));
      silence.heard(now + 1);
    }
    expect(verdicts).toEqual([
      '250 ask',
      '501 ask',
      '752 ask',
      '1003 ask',
      '1254 ask',
      'standstill',
    ]);
  });

  it('may answer slowly for ever, if it answers', () => {
    const silence = new Silence(tuning);
    silence.sent(0, true);
    for (let now = 1_000; now < 20_000; now += 1_000) {
      silence.heard(now - 100);
      expect(silence.check(now - 50)).toBe('wait');
      silence.answered(now, true);
    }
  });

  it('owes nothing once everything is answered, or was taken away', () => {
    for (const end of ['answered', 'given up']) {
      const silence = new Silence(tuning);
      silence.sent(0, true);
      if (end === 'answered') silence.answered(10, false);
      else silence.givenUp();
      silence.sent(100_000, true);
      expect(silence.nextCheckAt()).toBe(100_250);
      expect(silence.check(100_100)).toBe('wait');
    }
  });

  it('is not held to answers of long ago, whose calls have ended', () => {
    const silence = new Silence(tuning);
    silence.sent(0, true);
    silence.sent(100_000, true);
    expect(silence.check(100_100)).toBe('wait');
  });

  it('is not let off by calls that come and go', () => {
    const silence = new Silence(tuning);
    for (let now = 0; now <= 1_400; now += 100) {
      silence.sent(now, true);
      silence.heard(now + 50);
    }
    expect(silence.check(1_500)).toBe('standstill');
  });
});

describe('a client that stood still itself', () => {
  it('does not call the node silent before it has read what came meanwhile', () => {
    const silence = new Silence(tuning);
    silence.sent(0, true);
    expect(silence.check(silence.nextCheckAt())).toBe('ask');
    expect(silence.nextCheckAt()).toBe(500);
    expect(silence.check(800)).toBe('wait');
    silence.heard(801);
    expect(silence.check(silence.nextCheckAt())).toBe('ask');
  });
});
