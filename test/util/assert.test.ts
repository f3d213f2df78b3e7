import { describe, expect, it } from 'vitest';
import { assert, InvariantError } from '../../src/util/assert.ts';

describe('an invariant', () => {
  it('that holds costs no message', () => {
    let made = 0;
    assert(true, () => `never read ${++made}`);
    expect(made).toBe(0);
  });

  it('that is broken says so, with the numbers', () => {
    const [commit, last] = [7, 5];
    const broken = (): void => assert(commit <= last, () => `commit ${commit}, last ${last}`);
    expect(broken).toThrow(new InvariantError('commit 7, last 5'));
    expect(() => assert(false, 'no no-op')).toThrow('no no-op');
  });
});
