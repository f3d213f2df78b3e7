import { describe, expect, it } from 'vitest';
import { type Rules, replayText } from '../../scripts/golden/replay.ts';
import {
  changeSimple,
  confChangeError,
  enterJoint,
  leaveJoint,
} from '../../src/raft/conf-change.ts';

/** What the runner answers to each of these commands, `command | input`, replayed as one file. */
function answers(commands: readonly string[], rules?: Rules): string[] {
  const text = commands.map((each) => `${each.replace(' | ', '\n')}\n----\n\n`).join('');
  return replayText('confchange', text, rules).failures.map(({ actual }) => actual.trimEnd());
}

describe('a file of changes', () => {
  it('goes from one configuration to the next', () => {
    expect(
      answers([
        'simple | v3',
        'simple | l7 l5',
        'enter-joint autoleave=true | v5 l3 v8',
        'leave-joint',
        'simple | r3 u8 v0',
      ]),
    ).toEqual([
      'voters=(3)\n3: StateProbe match=0 next=1',
      [
        'voters=(3) learners=(5 7)',
        '3: StateProbe match=0 next=1',
        '5: StateProbe match=0 next=1 learner',
        '7: StateProbe match=0 next=1 learner',
      ].join('\n'),
      [
        'voters=(5 8)&&(3) learners=(7) learners_next=(3) autoleave',
        '3: StateProbe match=0 next=1',
        '5: StateProbe match=0 next=1',
        '7: StateProbe match=0 next=1 learner',
        '8: StateProbe match=0 next=2',
      ].join('\n'),
      [
        'voters=(5 8) learners=(3 7)',
        '3: StateProbe match=0 next=1 learner',
        '5: StateProbe match=0 next=1',
        '7: StateProbe match=0 next=1 learner',
        '8: StateProbe match=0 next=2',
      ].join('\n'),
      [
        'voters=(5 8) learners=(7)',
        '5: StateProbe match=0 next=1',
        '7: StateProbe match=0 next=1 learner',
        '8: StateProbe match=0 next=2',
      ].join('\n'),
    ]);
  });

  it('grows the log by one entry per command, refused or not', () => {
    const four = ['leave-joint', 'simple | r1', 'simple | x1', 'reboot'];
    expect(answers([...four, 'simple | v9']).at(-1)).toBe(
      'voters=(9)\n9: StateProbe match=0 next=4',
    );
  });

  it('starts the progress of a member anew when one change removes and adds it', () => {
    const before = ['simple | v1', 'simple | l2', 'simple', 'simple'];
    expect(answers([...before, 'simple | l1 v1 r2 l2']).at(-1)).toBe(
      [
        'voters=(1) learners=(2)',
        '1: StateProbe match=0 next=1',
        '2: StateProbe match=0 next=4 learner',
      ].join('\n'),
    );
    // In a joint configuration a removed voter is still one of the outgoing half.
    expect(answers([...before, 'enter-joint | r1 v1']).at(-1)).toBe(
      [
        'voters=(1)&&(1) learners=(2)',
        '1: StateProbe match=0 next=1',
        '2: StateProbe match=0 next=1 learner',
      ].join('\n'),
    );
  });

  it('knows the six refusals', () => {
    expect(answers(['enter-joint', 'leave-joint', 'simple'])).toEqual([
      "can't make a zero-voter config joint",
      "can't leave a non-joint config",
      'removed all voters',
    ]);
    expect(
      answers([
        'simple | v1',
        'simple | v2 v3',
        'enter-joint',
        'enter-joint',
        'simple | v2',
      ]).filter((answer) => !answer.startsWith('voters')),
    ).toEqual([
      'more than one voter changed without entering joint config',
      'config is already joint',
      "can't apply simple config change in joint config",
    ]);
  });

  it('answers to input that is none', () => {
    expect(
      answers([
        'simple | v',
        'simple | v1  v2',
        'simple | x1',
        'simple | v1x',
        'simple | v18446744073709551616',
        'simple | v1\nv2',
        'leave-joint | v1',
        'reboot',
      ]),
    ).toEqual([
      'unknown token v',
      'unknown token',
      'unknown input: x1',
      'strconv.ParseUint: parsing "1x": invalid syntax',
      'strconv.ParseUint: parsing "18446744073709551616": value out of range',
      'strconv.ParseUint: parsing "1\\nv2": invalid syntax',
      'this command takes no input',
      'unknown command',
    ]);
  });

  it('cannot run an autoleave that is none', () => {
    expect(
      answers([
        'enter-joint autoleave=perhaps',
        'enter-joint autoleave',
        'enter-joint autoleave=(true,false)',
        'enter-joint leave=true',
        'simple | v9007199254740993',
      ]),
    ).toEqual([
      'cannot run: strconv.ParseBool: parsing "perhaps": invalid syntax',
      'cannot run: autoleave: got 1 destinations, but 0 values',
      'cannot run: autoleave: got 1 destinations, but 2 values',
      'cannot run: missing argument: autoleave',
      'cannot run: 9007199254740993 is above 2^53 - 1, where ids and indexes end here',
    ]);
  });
});

describe('wrong rules are found out', () => {
  const right = { changeSimple, enterJoint, leaveJoint };
  const change = ['simple | v1', 'enter-joint autoleave=1 | l1 v2', 'leave-joint'];
  const good = answers(change);

  it.each([
    [
      'a demoted voter that is lost',
      (conf: Parameters<typeof leaveJoint>[0]) => leaveJoint({ ...conf, learnersNext: [] }),
    ],
    [
      'a joint configuration that is left to the outgoing half',
      (conf: Parameters<typeof leaveJoint>[0]) => leaveJoint({ ...conf, voters: conf.outgoing }),
    ],
    [
      'a joint configuration that cannot be left',
      () => ({ ok: false, error: confChangeError.notJoint }) as const,
    ],
  ])('%s', (_name, leave) => {
    const bad = answers(change, { confChange: { ...right, leaveJoint: leave } });
    expect(bad.slice(0, 2)).toEqual(good.slice(0, 2));
    expect(bad[2]).not.toBe(good[2]);
  });
});
