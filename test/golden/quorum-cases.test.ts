import { describe, expect, it } from 'vitest';
import type { QuorumRules } from '../../scripts/golden/quorum-cases.ts';
import { replayText } from '../../scripts/golden/replay.ts';
import { quorumValue, voteResult } from '../../src/raft/index.ts';

/** What the runner answers to a directive. */
function answer(directive: string, quorum?: QuorumRules): string {
  const { failures } = replayText('quorum', `${directive}\n----\n`, quorum ? { quorum } : {});
  return failures[0]?.actual ?? '';
}

describe('committed', () => {
  it('draws where the voters stand, and ends with the committed index', () => {
    expect(answer('committed cfg=(2,10,7,3) idx=(40,_,9,40)')).toBe(
      `${[
        '        idx',
        'xx>      40    (id=2)',
        'xx>      40    (id=3)',
        'x>        9    (id=7)',
        '?         0    (id=10)',
        '9',
      ].join('\n')}\n`,
    );
  });

  it('is everything in an empty majority, joint or not', () => {
    expect(answer('committed')).toBe('<empty majority quorum>∞\n');
    expect(answer('committed cfgj=zero')).toBe('<empty majority quorum>∞\n');
  });

  it('is what both halves have, and draws a voter of both once', () => {
    expect(answer('committed cfg=(1,2) cfgj=(2,3) idx=(8,7,6)').split('\n')).toEqual([
      '       idx',
      'xx>      8    (id=1)',
      'x>       7    (id=2)',
      '>        6    (id=3)',
      '6',
      '',
    ]);
  });

  it('says which voters and which inputs do not fit', () => {
    expect(answer('committed cfg=(3,1) cfgj=(1,2) idx=(5,_)')).toBe(
      'error: mismatched input (explicit or _) for voters map[1:{} 2:{} 3:{}]: [5 0]\n',
    );
  });
});

describe('vote', () => {
  it('is pending, won or lost', () => {
    expect(answer('vote cfg=(1,2,3) votes=(y,_,n)')).toBe('VotePending\n');
    expect(answer('vote cfg=(1,2,3) votes=(y,_,y)')).toBe('VoteWon\n');
    expect(answer('vote cfg=(1,2,3) cfgj=(4) votes=(y,y,y,n)')).toBe('VoteLost\n');
    expect(answer('vote cfg=(1) cfgj=zero votes=(y)')).toBe('VoteWon\n');
  });

  it('gives inputs to voters in order of their first mention', () => {
    expect(answer('vote cfg=(3,1,2) cfgj=(2,4) votes=(y,y,n,y)')).toBe('VoteLost\n');
    expect(answer('vote cfg=(3,1,2) cfgj=(4,2) votes=(y,y,_,y)')).toBe('VotePending\n');
  });

  it('says which voters and which inputs do not fit', () => {
    expect(answer('vote cfg=(1,2) votes=(y,n,_)')).toBe(
      'error: mismatched input (explicit or _) for voters map[1:{} 2:{}]: [2 1 0]\n',
    );
    expect(answer('vote cfg=(1)')).toBe(
      'error: mismatched input (explicit or _) for voters map[1:{}]: []\n',
    );
  });
});

describe('a case that is none', () => {
  it.each([
    ['committed cfg=(one) idx=(1)', 'strconv.ParseUint: parsing "one": invalid syntax'],
    ['committed cfg=(-1) idx=(1)', 'strconv.ParseUint: parsing "-1": invalid syntax'],
    ['committed cfg=(18446744073709551616) idx=(1)', 'value out of range'],
    ['committed cfg=(9007199254740992) idx=(1)', '9007199254740992 is above 2^53 - 1'],
    ['committed cfg=(1) idx=(0)', 'cannot use 0 as idx'],
    ['committed cfg=(1) cfgj=(2,zero) idx=(1,1)', "cannot mix 'zero' into configuration"],
    ['vote cfg=(1) votes=(x)', 'unknown vote: x'],
    ['vote cfg=(1) voices=(y)', 'unknown arg voices'],
    ['elect', 'unknown command: elect'],
  ])('%s', (directive, why) => {
    expect(answer(directive)).toMatch('cannot run: ');
    expect(answer(directive)).toMatch(why);
  });
});

describe('wrong rules are found out, even where the case alone agrees with them', () => {
  const sum = (ids: readonly number[], reached: (id: number) => number): number =>
    ids.reduce((total, id) => total + reached(id), 0);

  it('a result that depends on which half is which', () => {
    const incomingOnly: QuorumRules = {
      quorumValue: (conf, reached) => quorumValue({ ...conf, outgoing: [] }, reached),
      voteResult: (conf, voteOf) => voteResult({ ...conf, outgoing: [] }, voteOf),
    };
    expect(answer('committed cfg=(1) cfgj=(2) idx=(3,4)', incomingOnly)).toMatch(
      /\n4 <-- via symmetry\n3\n$/,
    );
    expect(answer('vote cfg=(1) cfgj=(2) votes=(y,n)', incomingOnly)).toBe(
      'VoteLost <-- via symmetry\nVoteWon\n',
    );
    expect(answer('committed cfg=(1) idx=(3)', incomingOnly)).toMatch(
      /\n∞ <-- via zero-joint quorum\n3\n$/,
    );
  });

  it('a result that no majority holds, and that laggards move', () => {
    const mean: QuorumRules = {
      quorumValue: ({ voters }, reached) => Math.floor(sum(voters, reached) / voters.length),
      voteResult,
    };
    expect(answer('committed cfg=(1,2,3) idx=(3,9,9)', mean)).toMatch(
      /\n9 <-- via alternative computation\nNaN <-- via zero-joint quorum\n6 <-- overlaying 1->36 <-- overlaying 1->07\n$/,
    );
  });

  it('a result that counts a voter of both halves twice', () => {
    const added: QuorumRules = {
      quorumValue: ({ voters, outgoing }, reached) => sum([...voters, ...outgoing], reached),
      voteResult,
    };
    expect(answer('committed cfg=(1) idx=(3)', added)).toMatch(
      /\n6 <-- via self-joint quorum\n3\n$/,
    );
  });
});
