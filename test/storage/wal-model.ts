import type { SnapshotMeta, Write } from '../../src/raft/types.ts';
import { Random } from '../../src/util/random.ts';
import { conf, entry, hardState, type Life, meta, write } from './wal-world.ts';

/** What is asked of the log; `flush` writes out what was collected, `purge` does too. */
export type Step =
  | { readonly type: 'create'; readonly group: number; readonly replica: number }
  | { readonly type: 'append'; readonly group: number; readonly write: Write }
  | { readonly type: 'drop'; readonly group: number }
  | { readonly type: 'purge'; readonly points: ReadonlyMap<number, number> }
  | { readonly type: 'flush' };

interface ModelGroup {
  replica: number;
  hardState: { term: number; vote: number; commit: number };
  boundary: SnapshotMeta;
  /** Terms and texts from boundary.index + 1 on. */
  entries: { term: number; text: string }[];
}

const none = { term: 0, vote: 0, commit: 0 };

/** The log as its documentation says: plain arrays. */
export class Model {
  readonly groups = new Map<number, ModelGroup>();

  apply(step: Step): void {
    switch (step.type) {
      case 'create': {
        const boundary = meta(0, 0);
        const { group, replica } = step;
        this.groups.set(group, { replica, hardState: none, boundary, entries: [] });
        return;
      }
      case 'drop':
        this.groups.delete(step.group);
        return;
      case 'append':
        this.#append(this.at(step.group), step.write);
        return;
      case 'purge':
        for (const [group, index] of step.points) this.#purge(this.at(group), index);
        return;
      case 'flush':
        return;
    }
  }

  clone(): Model {
    const copy = new Model();
    for (const [group, found] of this.groups) {
      copy.groups.set(group, { ...found, entries: [...found.entries] });
    }
    return copy;
  }

  at(group: number): ModelGroup {
    const found = this.groups.get(group);
    if (found === undefined) throw new Error(`no group ${group} in the model`);
    return found;
  }

  lastIndex(group: number): number {
    const { boundary, entries } = this.at(group);
    return boundary.index + entries.length;
  }

  lastTerm(group: number): number {
    const { boundary, entries } = this.at(group);
    return entries.at(-1)?.term ?? boundary.term;
  }

  /** Comparable with {@link recoveredState}. */
  state(): string {
    const lines: string[] = [];
    for (const [group, found] of [...this.groups].sort(([a], [b]) => a - b)) {
      const { replica, hardState: hard, boundary, entries } = found;
      const list = entries.map(({ term, text }) => `${term}:${text}`);
      lines.push(line(group, replica, hard, boundary, list));
    }
    return lines.join('\n');
  }

  #append(group: ModelGroup, { snapshot, entries, hardState: hard }: Write): void {
    if (snapshot !== null) {
      const held = snapshot.index - group.boundary.index;
      const term = held === 0 ? group.boundary.term : group.entries[held - 1]?.term;
      group.entries = term === snapshot.term ? group.entries.slice(held) : [];
      group.boundary = snapshot;
    }
    const first = entries[0];
    if (first !== undefined) group.entries.length = first.index - group.boundary.index - 1;
    for (const each of entries) {
      group.entries.push({ term: each.term, text: Buffer.from(each.data).toString() });
    }
    if (hard !== null) group.hardState = hard;
  }

  #purge(group: ModelGroup, index: number): void {
    const count = index - group.boundary.index;
    if (count <= 0) return;
    const { term } = group.entries[count - 1] ?? { term: 0 };
    group.boundary = { index, term, conf: group.boundary.conf };
    group.entries = group.entries.slice(count);
  }
}

/** Everything that recovery found, as text; the entries are read from the disk. */
export function recoveredState({ recovered }: Pick<Life, 'recovered'>): string {
  const { groups } = recovered;
  const tails = recovered.tails(new Map(groups.map(({ group }) => [group, 0])));
  const lines: string[] = [];
  for (const found of [...groups].sort((a, b) => a.group - b.group)) {
    const { group, replica, boundary, lastIndex, runs } = found;
    const tail = tails.get(group) ?? [];
    const list = tail.map((each, i) => {
      const run = runs.filter((each) => each.first <= boundary.index + 1 + i).at(-1);
      if (each.index !== boundary.index + 1 + i) throw new Error(`entry ${each.index} at ${i}`);
      if (each.term !== run?.term)
        throw new Error(`entry ${each.index}: ${each.term} ${run?.term}`);
      return `${each.term}:${Buffer.from(each.data).toString()}`;
    });
    if (tail.length !== lastIndex - boundary.index) throw new Error(`${tail.length} in the tail`);
    lines.push(line(group, replica, found.hardState, boundary, list));
  }
  return lines.join('\n');
}

function line(
  group: number,
  replica: number,
  hard: ModelGroup['hardState'],
  boundary: SnapshotMeta,
  entries: readonly string[],
): string {
  const at = `${boundary.index}@${boundary.term}`;
  return `${group}/${replica} ${hard.term},${hard.vote},${hard.commit} ${at} [${entries.join(' ')}]`;
}

export function applyTo(life: Life, step: Step): void {
  switch (step.type) {
    case 'create':
      life.wal.createGroup(step.group, step.replica, conf(1, 2, 3));
      return;
    case 'drop':
      life.wal.dropGroup(step.group);
      return;
    case 'append':
      life.wal.append(step.group, step.write);
      return;
    case 'purge':
      life.wal.purge(step.points, () => {});
      life.disk.run();
      return;
    case 'flush':
      life.wal.kick();
      life.disk.run();
      return;
  }
}

/** Any valid sequence of steps: overwrites, snapshots, purges, replicas that come and go. Writes carry their step's number. */
export function randomSteps(seed: number, count: number): Step[] {
  const random = new Random(seed);
  const model = new Model();
  const steps: Step[] = [];
  let replica = 1;
  while (steps.length < count) {
    const group = random.between(1, 3);
    const add = (step: Step): void => {
      model.apply(step);
      steps.push(step);
    };
    if (!model.groups.has(group)) add({ type: 'create', group, replica: replica++ });
    else if (random.chance(1, 4)) add({ type: 'flush' });
    else if (random.chance(1, 12)) add({ type: 'purge', points: randomPoints(model, random) });
    else if (random.chance(1, 40)) add({ type: 'drop', group });
    else add({ type: 'append', group, write: randomWrite(model, random, group, steps.length) });
  }
  return steps;
}

function randomPoints(model: Model, random: Random): Map<number, number> {
  const points = new Map<number, number>();
  for (const [group, { boundary, entries }] of model.groups) {
    if (random.chance(2, 3)) {
      points.set(group, boundary.index + random.between(0, entries.length));
    }
  }
  return points;
}

function randomWrite(model: Model, random: Random, group: number, seq: number): Write {
  const { boundary, entries: held, hardState: hard } = model.at(group);
  const last = model.lastIndex(group);
  const term = model.lastTerm(group) + random.between(0, 1) || 1;
  if (random.chance(1, 10)) {
    const index = boundary.index + random.between(0, held.length + 3);
    const known = held[index - boundary.index - 1]?.term;
    const matches = known !== undefined && random.chance(1, 2);
    const snapshot = meta(index, matches ? known : term + 1);
    const follows = matches || random.chance(1, 2) ? [] : [entry(index + 1, term + 1, `s${seq}`)];
    return write(seq, { snapshot, entries: follows });
  }
  const overwrite = random.chance(1, 5) ? random.between(0, held.length) : 0;
  const first = last + 1 - overwrite;
  const entries = [];
  for (let i = 0; i < random.between(0, 4); i++) {
    const size = random.chance(1, 8) ? 200 : 0;
    const newTerm = overwrite > 0 ? term + 1 : term;
    entries.push(entry(first + i, newTerm, `${seq}.${i}${'-'.repeat(size)}`));
  }
  const changed = hardState(Math.max(term, hard.term), random.between(0, 3), boundary.index);
  return write(seq, { entries, hardState: random.chance(1, 2) ? changed : null });
}
