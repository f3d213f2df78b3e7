import { describe, expect, it } from 'vitest';
import { realClock } from '../../src/server/real-clock.ts';

/** What runs in which order, until everything that was asked for has run. */
function order(ask: (note: (what: string) => () => void) => void): Promise<string[]> {
  const ran: string[] = [];
  ask((what) => () => void ran.push(what));
  return new Promise((resolve) => setTimeout(() => resolve(ran), 20));
}

describe('the end of a turn', () => {
  it('comes before the next deferred callback, however late it was asked for', async () => {
    const ran = await order((note) => {
      realClock.defer(() => {
        realClock.defer(note('asked for by the turn'));
        realClock.endOfTurn(note('what the turn sends'));
        note('turn')();
      });
      realClock.defer(note('asked for before the turn'));
    });
    expect(ran).toEqual([
      'turn',
      'what the turn sends',
      'asked for before the turn',
      'asked for by the turn',
    ]);
  });

  it('waits outside of a turn, so that a turn that is due goes first', async () => {
    const ran = await order((note) => {
      realClock.defer(note('turn'));
      realClock.endOfTurn(note('what was sent before it'));
      note('now')();
    });
    expect(ran).toEqual(['now', 'turn', 'what was sent before it']);
  });
});
