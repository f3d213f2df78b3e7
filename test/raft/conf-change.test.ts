import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWellFormed } from '../../src/raft/conf.ts';
import {
  type ConfChange,
  changeSimple,
  confChangeError,
  enterJoint,
  leaveJoint,
  needsJoint,
} from '../../src/raft/conf-change.ts';
import { type ConfState, type ConfStep, type ReplicaId, voteResult } from '../../src/raft/index.ts';
import { simpleConf } from './replica.ts';

const IDS = 6;
const id = fc.integer({ min: 1, max: IDS });
const step: fc.Arbitrary<ConfStep> = fc.record({
  kind: fc.constantFrom('voter', 'learner', 'remove'),
  replica: id,
});
const steps = fc.array(step, { maxLength: 6 });

/** Each id is a voter, a learner or nothing, and at least one is a voter. */
const simple: fc.Arbitrary<ConfState> = fc
  .array(fc.constantFrom('voter', 'learner', 'none'), { minLength: IDS, maxLength: IDS })
  .map((roles) => {
    const having = (role: string): ReplicaId[] =>
      everyId().filter((each) => roles[each - 1] === role);
    return simpleConf(having('voter'), { learners: having('learner') });
  })
  .filter((conf) => conf.voters.length > 0);

/** Reached as real ones are: some of them in the middle of a joint change. */
const reachable = fc
  .tuple(simple, fc.option(steps), fc.boolean())
  .map(([conf, changes, autoLeave]) => {
    const change = changes === null ? null : enterJoint(conf, changes, autoLeave);
    return change?.ok ? change.conf : conf;
  });

function everyId(): ReplicaId[] {
  return Array.from({ length: IDS }, (_, i) => i + 1);
}

function accepted(change: ConfChange): ConfState {
  if (!change.ok) throw new Error(`refused: ${change.error}`);
  return change.conf;
}

/** Some set of replicas decides in one configuration while all others decide in the other one. */
function canDecideApart(one: ConfState, other: ConfState): boolean {
  const decides = (conf: ConfState, set: number, inside: boolean): boolean =>
    voteResult(conf, (each) => ((set >> (each - 1)) % 2 === 1) === inside) === 'won';
  return Array.from({ length: 2 ** IDS }, (_, set) => set).some(
    (set) => decides(one, set, true) && decides(other, set, false),
  );
}

const voter = (replica: ReplicaId): ConfStep => ({ kind: 'voter', replica });
const learner = (replica: ReplicaId): ConfStep => ({ kind: 'learner', replica });
const remove = (replica: ReplicaId): ConfStep => ({ kind: 'remove', replica });

describe('a simple change (thesis 4.1)', () => {
  it('never lets the old and the new majorities decide apart', () => {
    fc.assert(
      fc.property(simple, steps, (conf, changes) => {
        const change = changeSimple(conf, changes);
        if (change.ok) expect(canDecideApart(conf, change.conf)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('of two voters would: (1 2 3) to (1 4 5) has the majorities (2 3) and (4 5)', () => {
    const old = simpleConf([1, 2, 3]);
    expect(canDecideApart(old, simpleConf([1, 4, 5]))).toBe(true);
    const swap = [remove(2), remove(3), voter(4), voter(5)];
    expect(changeSimple(old, swap)).toEqual({ ok: false, error: confChangeError.tooManyVoters });
    expect(needsJoint(old, swap)).toBe(true);
  });

  it('counts what changes in the end, and learners not at all', () => {
    const conf = simpleConf([1, 2, 3], { learners: [4] });
    const back = [learner(1), voter(1), remove(2), voter(2), remove(3), voter(3)];
    expect(accepted(changeSimple(conf, back))).toEqual(conf);
    expect(accepted(changeSimple(conf, [remove(4), learner(5), learner(6)]))).toEqual(
      simpleConf([1, 2, 3], { learners: [5, 6] }),
    );
  });

  it('promotes a learner, demotes a voter, and removes either', () => {
    const conf = simpleConf([1, 2], { learners: [3] });
    expect(accepted(changeSimple(conf, [voter(3)]))).toEqual(simpleConf([1, 2, 3]));
    expect(accepted(changeSimple(conf, [learner(1)]))).toEqual(
      simpleConf([2], { learners: [1, 3] }),
    );
    expect(accepted(changeSimple(conf, [remove(3)]))).toEqual(simpleConf([1, 2]));
    expect(accepted(changeSimple(conf, [remove(1)]))).toEqual(simpleConf([2], { learners: [3] }));
  });

  it('makes the first voter out of nothing', () => {
    expect(accepted(changeSimple(simpleConf([]), [voter(7)]))).toEqual(simpleConf([7]));
  });

  it('is refused while joint, and when no voter is left', () => {
    const joint = accepted(enterJoint(simpleConf([1]), [voter(2)], false));
    expect(changeSimple(joint, [learner(3)])).toEqual({
      ok: false,
      error: confChangeError.simpleWhileJoint,
    });
    for (const last of [remove(1), learner(1)])
      expect(changeSimple(simpleConf([1]), [last])).toEqual({
        ok: false,
        error: confChangeError.removedAllVoters,
      });
  });
});

describe('a joint change (thesis 4.3)', () => {
  it('never lets the joint configuration decide apart from the old or the new one', () => {
    fc.assert(
      fc.property(simple, steps, (conf, changes) => {
        const change = enterJoint(conf, changes, true);
        if (!change.ok) return;
        expect(canDecideApart(conf, change.conf)).toBe(false);
        expect(canDecideApart(change.conf, accepted(leaveJoint(change.conf)))).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('ends where the same steps end one by one', () => {
    let compared = 0;
    fc.assert(
      fc.property(simple, steps, (conf, changes) => {
        const joint = enterJoint(conf, changes, true);
        let walked: ConfChange = { ok: true, conf };
        for (const each of changes) if (walked.ok) walked = changeSimple(walked.conf, [each]);
        if (!joint.ok || !walked.ok) return;
        compared++;
        expect(accepted(leaveJoint(joint.conf))).toEqual(walked.conf);
      }),
      { numRuns: 1_000 },
    );
    expect(compared).toBeGreaterThan(100);
  });

  it('makes a demoted voter a learner only when it is left (pitfall 58)', () => {
    const joint = accepted(enterJoint(simpleConf([1, 2, 3]), [learner(1), voter(4)], true));
    expect(joint).toEqual(
      simpleConf([2, 3, 4], { outgoing: [1, 2, 3], learnersNext: [1], autoLeave: true }),
    );
    expect(accepted(leaveJoint(joint))).toEqual(simpleConf([2, 3, 4], { learners: [1] }));
  });

  it('takes a demotion back, or turns it into a removal', () => {
    const conf = simpleConf([1, 2]);
    expect(accepted(enterJoint(conf, [learner(1), voter(1)], false))).toEqual(
      simpleConf([1, 2], { outgoing: [1, 2] }),
    );
    expect(accepted(enterJoint(conf, [learner(1), remove(1)], false))).toEqual(
      simpleConf([2], { outgoing: [1, 2] }),
    );
  });

  it('is refused for a configuration that is joint, or has no voter, or would have none', () => {
    const joint = accepted(enterJoint(simpleConf([1]), [], true));
    expect(enterJoint(joint, [], false)).toEqual({
      ok: false,
      error: confChangeError.alreadyJoint,
    });
    expect(enterJoint(simpleConf([]), [voter(1)], false)).toEqual({
      ok: false,
      error: confChangeError.noVoters,
    });
    expect(enterJoint(simpleConf([1, 2]), [remove(1), learner(2)], false)).toEqual({
      ok: false,
      error: confChangeError.removedAllVoters,
    });
  });

  it('can be left only from inside', () => {
    expect(leaveJoint(simpleConf([1]))).toEqual({ ok: false, error: confChangeError.notJoint });
  });
});

describe('every change', () => {
  it('leads from a well-formed configuration to a well-formed one, or is refused', () => {
    fc.assert(
      fc.property(reachable, steps, fc.boolean(), (conf, changes, autoLeave) => {
        expect(isWellFormed(conf)).toBe(true);
        for (const change of [
          changeSimple(conf, changes),
          enterJoint(conf, changes, autoLeave),
          leaveJoint(conf),
        ])
          if (change.ok) expect(isWellFormed(change.conf)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('done twice is done once', () => {
    fc.assert(
      fc.property(simple, steps, (conf, changes) => {
        const once = changeSimple(conf, changes);
        if (once.ok) expect(changeSimple(once.conf, changes)).toEqual(once);
        expect(enterJoint(conf, [...changes, ...changes], true)).toEqual(
          enterJoint(conf, changes, true),
        );
      }),
    );
  });

  it('fits in a simple change exactly when it needs no joint one', () => {
    fc.assert(
      fc.property(simple, steps, (conf, changes) => {
        const change = changeSimple(conf, changes);
        if (change.ok) expect(needsJoint(conf, changes)).toBe(false);
        else if (change.error === confChangeError.tooManyVoters)
          expect(needsJoint(conf, changes)).toBe(true);
      }),
    );
  });

  it('ignores steps for no replica', () => {
    const conf = simpleConf([1]);
    for (const none of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
      for (const kind of ['voter', 'learner', 'remove'] as const)
        expect(changeSimple(conf, [{ kind, replica: none }])).toEqual({ ok: true, conf });
  });

  it('hands on what it does not know of, and leaves what it was given as it was', () => {
    const conf = Object.freeze({
      ...simpleConf(Object.freeze([1, 2]), { learners: Object.freeze([3]) }),
      note: 'kept',
    });
    const joint = accepted(enterJoint(conf, [voter(3), remove(1)], true));
    expect(joint).toHaveProperty('note', 'kept');
    expect(accepted(leaveJoint(joint))).toHaveProperty('note', 'kept');
    expect(accepted(changeSimple(conf, [voter(3)]))).toHaveProperty('note', 'kept');
  });

  it('never throws, whatever it is given', () => {
    const number = fc.oneof(fc.integer(), fc.double());
    const list = fc.array(number, { maxLength: 4 });
    const wildConf = fc
      .record({ outgoing: list, learners: list, learnersNext: list, voters: list })
      .map((lists) => simpleConf(lists.voters, lists));
    const wildSteps = fc.array(fc.record({ kind: step.map(({ kind }) => kind), replica: number }));
    fc.assert(
      fc.property(wildConf, wildSteps, (conf, changes) => {
        for (const change of [
          changeSimple(conf, changes),
          enterJoint(conf, changes, true),
          leaveJoint(conf),
        ])
          expect(typeof change.ok).toBe('boolean');
        expect(typeof needsJoint(conf, changes)).toBe('boolean');
      }),
    );
  });
});
