import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mutants } from '../../sim/mutants/catalogue/index.ts';
import type { Edit, Mutant } from '../../sim/mutants/mutant.ts';
import { tryMutant } from '../../sim/mutants/try-mutant.ts';
import { projectRoot } from '../../sim/mutants/workspace.ts';
import { present } from '../../src/util/assert.ts';

/** Each builds a simulator and runs a few minutes of simulated time in it. */
const timeout = 240_000;
const few = { calmSeeds: 1, maxSeeds: 3, historySeeds: 0, keep: false };

function named(name: string): Mutant {
  return present(
    mutants.find((mutant) => mutant.name === name),
    name,
  );
}

function madeUp(name: string, edit: Edit): Mutant {
  return { name, bug: 'Only for this test.', breaks: 'safety', edits: [edit] };
}

it('a vote that the disk forgets is named by what a restart finds', { timeout }, async () => {
  const { blunt, caught } = await tryMutant(named('vote-not-on-disk'), few);
  expect(blunt).toBeNull();
  expect(caught?.checker).toBe('restart-finds-what-was-durable');
});

it('the histories of clients alone convict, too', { timeout }, async () => {
  const options = { calmSeeds: 0, maxSeeds: 0, historySeeds: 3, keep: false };
  const { caughtByHistories } = await tryMutant(named('failed-conditions-not-kept'), options);
  expect(caughtByHistories).not.toBeNull();
});

it('a change that is no bug is not convicted, and nothing of it is left', { timeout }, async () => {
  const harmless = madeUp('harmless', {
    file: 'src/raft/quorum.ts',
    find: 'voters.length >> 1] as number',
    replace: 'Math.floor(voters.length / 2)] as number',
  });
  const { blunt, caught } = await tryMutant(harmless, { ...few, maxSeeds: 1 });
  expect({ blunt, caught }).toEqual({ blunt: null, caught: null });
  expect(existsSync(join(projectRoot, '.data/sim/mutants/harmless'))).toBe(false);
});

it('what shows without any fault is too blunt to count', { timeout }, async () => {
  const blunt = madeUp('blunt', {
    file: 'src/storage/apply-record.ts',
    find: 'const after = before + body.delta;',
    replace: 'const after = before + body.delta + 1;',
  });
  const tried = await tryMutant(blunt, { ...few, calmSeeds: 5, maxSeeds: 0 });
  expect(tried.blunt?.violation).toMatchObject({ checker: expect.any(String) });
});
