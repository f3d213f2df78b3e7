import { Random } from '../../src/util/random.ts';
import type { Model, Step } from './wal-model.ts';
import type { Act } from './wal-run.ts';
import { entry, hardState, meta, write } from './wal-world.ts';

/*
 * What replicas ask of their log, each valid whatever the log holds: after a crash a script goes on from what was
 * recovered.
 */

function appended(group: number, parts: Parameters<typeof write>[1], seq: number): Step {
  return { type: 'append', group, write: write(seq, parts) };
}

export const create =
  (...groups: number[]): Act =>
  (model) =>
    groups
      .filter((group) => !model.groups.has(group))
      .map((group): Step => ({ type: 'create', group, replica: group * 10 }));

/** One more entry, with a vote; `bytes` long. */
export const grow =
  (group: number, bytes = 8): Act =>
  (model, seq) => {
    if (!model.groups.has(group)) return [];
    const [index, term] = [model.lastIndex(group) + 1, model.lastTerm(group) || 1];
    const text = `${group}.${seq}`.padEnd(bytes, '-');
    const vote = hardState(term, 1, index - 1);
    return [appended(group, { entries: [entry(index, term, text)], hardState: vote }, seq)];
  };

/** Another leader's entry in place of the last one. */
export const overwrite =
  (group: number): Act =>
  (model, seq) => {
    const found = model.groups.get(group);
    if (found === undefined || found.entries.length === 0) return [];
    const [index, term] = [model.lastIndex(group), model.lastTerm(group) + 1];
    return [appended(group, { entries: [entry(index, term, `over ${seq}`)] }, seq)];
  };

/** A snapshot two entries ahead of the log: everything before it goes. */
export const install =
  (group: number): Act =>
  (model, seq) => {
    if (!model.groups.has(group)) return [];
    const snapshot = meta(model.lastIndex(group) + 2, model.lastTerm(group) + 1);
    return [appended(group, { snapshot }, seq)];
  };

/** All groups give up what lies before their last entry. */
export const purge: Act = (model: Model) => {
  const points = [...model.groups.keys()].map((group) => [group, model.lastIndex(group) - 1]);
  const valid = points.filter(([group, index]) => {
    return (index ?? 0) >= model.at(group ?? 0).boundary.index;
  });
  return [{ type: 'purge', points: new Map(valid as [number, number][]) }];
};

/** The replica goes and another one of the group comes, in one frame. */
export const replace =
  (group: number): Act =>
  (model) => {
    const found = model.groups.get(group);
    if (found === undefined) return [];
    return [
      { type: 'drop', group },
      { type: 'create', group, replica: found.replica + 1 },
    ];
  };

export const close: Act = () => [{ type: 'close' }];

/** Any acts, among them enough that make segments go. */
export function randomActs(seed: number, count: number): Act[] {
  const random = new Random(seed);
  const acts: Act[] = [create(1, 2)];
  while (acts.length < count) {
    const group = random.between(1, 2);
    const kinds = [grow(group), grow(group, 700), overwrite(group), install(group), replace(group)];
    acts.push(random.chance(1, 4) ? purge : (kinds[random.between(0, 4)] ?? purge));
  }
  return [...acts, close];
}
