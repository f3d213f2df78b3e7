import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/raft/index.ts';
import type {
  Command,
  CommandBody,
  CommandResult,
  Comparison,
  Expectation,
  Relation,
  TxnOperation,
} from '../../src/storage/command.ts';
import { fromUtf8, utf8 } from '../../src/util/bytes.ts';
import { PartitionModel } from './partition-model.ts';
import {
  applyEntry,
  as,
  chunksOf,
  client,
  command,
  compareTo,
  del,
  entryOf,
  existence,
  expire,
  incr,
  install,
  open,
  put,
  read,
  resolve,
  TestNode,
  timeIs,
  touch,
  txn,
  valueIs,
} from './store-harness.ts';

const key = fc.constantFrom('a', 'b', 'bb', 'c{x}', 'zz');
const ttl = fc.constantFrom(0, 0, 5, 30, 200);
const expectation: fc.Arbitrary<Expectation> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Expectation>({ type: 'any' }) },
  fc.constant<Expectation>({ type: 'absent' }),
  fc.nat({ max: 30 }).map((revision): Expectation => ({ type: 'revision', revision })),
);
const single: fc.Arbitrary<CommandBody> = fc.oneof(
  fc
    .tuple(key, fc.constantFrom('x', '7', '-3', 'long'.repeat(40)), ttl, expectation)
    .map(([k, v, ms, expect]) => put(k, v, ms, expect)),
  fc.tuple(key, expectation).map(([k, expect]) => del(k, expect)),
  fc
    .tuple(key, fc.integer({ min: -9, max: 9 }), ttl, fc.boolean())
    .map(([k, delta, ttlMs, bounded]) =>
      incr(k, delta, bounded ? { min: 0, max: 12, ttlMs } : { ttlMs }),
    ),
  fc.tuple(key, ttl).map(([k, ms]) => touch(k, ms)),
);
const relation = fc.constantFrom<Relation>('=', '!=', '<', '<=', '>', '>=');
const comparison: fc.Arbitrary<Comparison> = fc.oneof(
  fc
    .tuple(key, relation, fc.constantFrom('', '7', 'x', 'long'))
    .map(([k, by, v]) => valueIs(k, by, v)),
  fc
    .tuple(key, fc.constantFrom('version' as const, 'modRevision' as const), relation, fc.nat(9))
    .map(([k, target, by, n]) => compareTo(k, target, by, n)),
  fc.tuple(key, fc.boolean()).map(([k, exists]) => existence(k, exists)),
  fc.tuple(relation, fc.integer({ min: 990, max: 1_200 })).map(([by, n]) => timeIs(by, n)),
);
/** A branch as the server lets it in: no expectations, and no key written twice. */
const branch: fc.Arbitrary<TxnOperation[]> = fc
  .array(fc.oneof({ weight: 2, arbitrary: single }, { weight: 1, arbitrary: key.map(read) }), {
    maxLength: 5,
  })
  .map((operations) => {
    const written = new Set<string>();
    const kept: TxnOperation[] = [];
    for (const operation of operations) {
      if (!('key' in operation)) continue;
      const name = fromUtf8(operation.key);
      if (operation.kind !== 'get' && written.has(name)) continue;
      if (operation.kind !== 'get') written.add(name);
      kept.push('expect' in operation ? { ...operation, expect: { type: 'any' } } : operation);
    }
    return kept;
  });
const prefix = fc.constantFrom('', 'b', 'bb', 'c{x}', 'none').map((name) => utf8(name));
const inRange = fc.record({ target: fc.constant('range' as const), prefix, relation });
const rangeComparison: fc.Arbitrary<Comparison> = fc.oneof(
  fc
    .tuple(inRange, fc.constantFrom('', '7', 'x', 'long'))
    .map(([range, v]): Comparison => ({ ...range, of: 'value', value: utf8(v) })),
  fc
    .tuple(inRange, fc.constantFrom('version', 'modRevision', 'count'), fc.nat(5))
    .map(([range, of, number]): Comparison => ({ ...range, of, number })),
);
/** Each has an entry of its own (R32). */
const ranged: fc.Arbitrary<CommandBody> = fc.oneof(
  fc.record({
    kind: fc.constant('deleteRange' as const),
    prefix,
    maxKeys: fc.integer({ min: 1, max: 4 }),
    maxBytes: fc.constant(2 ** 20),
  }),
  fc
    .tuple(rangeComparison, fc.array(fc.oneof(comparison, rangeComparison)), branch, branch)
    .map(([first, others, success, failure]) => txn([first, ...others], success, failure)),
  // No other operation of the branch writes below the prefix; those before it and behind it may read there.
  fc
    .tuple(fc.array(comparison), prefix, branch, branch, branch)
    .map(([compare, gone, before, behind, failure]) => {
      const others = [before, behind].map((list) =>
        list.filter(
          (one) =>
            one.kind === 'get' || ('key' in one && !fromUtf8(one.key).startsWith(fromUtf8(gone))),
        ),
      );
      const [first = [], last = []] = others;
      const written = new Set(first.map((one) => ('key' in one ? fromUtf8(one.key) : '')));
      const rest = last.filter(
        (one) => one.kind === 'get' || ('key' in one && !written.has(fromUtf8(one.key))),
      );
      return txn(compare, [...first, { kind: 'deleteRange', prefix: gone }, ...rest], failure);
    }),
);
const write: fc.Arbitrary<CommandBody> = fc.oneof(
  { weight: 3, arbitrary: single },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.array(comparison, { maxLength: 2 }), branch, branch)
      .map(([compare, success, failure]) => txn(compare, success, failure)),
  },
);
const clientId = fc.constantFrom(client(1), client(2), client(3));
const sequence = fc.integer({ min: 1, max: 8 });
const identified = (body: fc.Arbitrary<CommandBody>): fc.Arbitrary<Command> =>
  fc
    .tuple(clientId, sequence, fc.integer({ min: 1, max: 4 }), body)
    .map(([id, n, floor, written]) => as(id, n, floor, written));
const rangedCommand: fc.Arbitrary<Command> = fc.oneof(ranged.map(command), identified(ranged));
const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: write.map(command) },
  { weight: 6, arbitrary: identified(write) },
  { weight: 2, arbitrary: clientId.map((id) => open(id, 120)) },
  { weight: 1, arbitrary: fc.tuple(clientId, sequence).map(([id, n]) => resolve(id, n)) },
);

/** One step of the group's log, or of one node's life. */
type Step =
  | { readonly type: 'entry'; readonly advanceMs: number; readonly commands: readonly Command[] }
  | { readonly type: 'expire'; readonly advanceMs: number; readonly wrong: boolean }
  | { readonly type: 'tick' | 'flush' | 'snapshot'; readonly node: number }
  | { readonly type: 'pump'; readonly node: number; readonly count: number }
  | { readonly type: 'crash'; readonly node: number; readonly keepWaiting: boolean };

const node = fc.nat({ max: 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('entry' as const),
      advanceMs: fc.constantFrom(-3, 0, 1, 5, 60),
      commands: fc.oneof(
        { weight: 4, arbitrary: fc.array(anyCommand, { maxLength: 4 }) },
        { weight: 1, arbitrary: rangedCommand.map((alone) => [alone]) },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('expire' as const),
      advanceMs: fc.constantFrom(0, 10, 100),
      wrong: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('tick' as const), node }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('flush' as const), node }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('snapshot' as const), node }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('pump' as const), node, count: fc.nat({ max: 3 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('crash' as const),
      node,
      keepWaiting: fc.boolean(),
    }),
  },
);

/** A group of two replicas that share a log and nothing else, held against the model. */
class World {
  readonly model = new PartitionModel();
  readonly nodes = [new TestNode(), new TestNode()];
  readonly #log: { readonly entry: Entry; readonly results: readonly CommandResult[] }[] = [];
  #now = 0;
  #stampMs = 1_000;

  run(steps: readonly Step[]): void {
    for (const next of steps) {
      this.#step(next);
      for (const replica of this.nodes) {
        expect(replica.fatal).toEqual([]);
        const mark = replica.flushed.get(1) ?? 0;
        expect(mark).toBeLessThanOrEqual(replica.partition.appliedIndex);
      }
    }
    this.#check();
  }

  #step(next: Step): void {
    if (next.type === 'entry') this.#append(next.advanceMs, next.commands);
    else if (next.type === 'expire') this.#expire(next.advanceMs, next.wrong);
    else this.#live(next, this.nodes[next.node] as TestNode, this.nodes[1 - next.node] as TestNode);
  }

  #live(
    next: Exclude<Step, { type: 'entry' | 'expire' }>,
    replica: TestNode,
    other: TestNode,
  ): void {
    switch (next.type) {
      case 'tick':
        this.#now += 30;
        replica.store.tick(this.#now);
        break;
      case 'flush':
        replica.store.flushNow();
        break;
      case 'pump':
        for (let i = 0; i < next.count; i++) replica.engine.pump();
        break;
      case 'snapshot': {
        const source = other.partition.openSnapshot();
        install(replica, source.meta, chunksOf(other, source));
        break;
      }
      case 'crash': {
        const promised = replica.flushed.get(1) ?? 0;
        replica.crash(next.keepWaiting);
        expect(replica.partition.appliedIndex).toBeGreaterThanOrEqual(promised);
        this.#catchUp(replica);
        break;
      }
    }
  }

  #append(advanceMs: number, commands: readonly Command[]): void {
    this.#stampMs += advanceMs;
    const results = this.model.apply(this.#stampMs, commands);
    this.#log.push({ entry: entryOf(this.#log.length + 1, this.#stampMs, commands), results });
    for (const replica of this.nodes) this.#catchUp(replica);
  }

  /** As a leader does: it looks up what is due and orders that, or something that must be void. */
  #expire(advanceMs: number, wrong: boolean): void {
    const stamp = Math.max(this.#stampMs + advanceMs, this.model.clockMs);
    const due = this.nodes[0]?.collectDue(stamp) ?? [];
    const expected = [...this.model.records]
      .filter(([, record]) => record.expiresAt !== 0 && record.expiresAt <= stamp)
      .map(([name, record]) => `${name}@${record.expiresAt}`);
    expect(due.map((item) => `${fromUtf8(item.key)}@${item.expiresAt}`).sort()).toEqual(
      expected.sort(),
    );
    this.#append(advanceMs, [
      command(
        expire(
          ...due.map((item): [string, number] => [
            fromUtf8(item.key),
            item.expiresAt + (wrong ? 1 : 0),
          ]),
        ),
      ),
    ]);
  }

  /** Applies what the log holds above the replica's index: after a crash that is what was not yet durable. */
  #catchUp(replica: TestNode): void {
    const { partition } = replica;
    for (const { entry, results } of this.#log.slice(partition.appliedIndex)) {
      expect(applyEntry(replica, entry)).toEqual(results);
    }
  }

  #check(): void {
    const expected = [...this.model.records]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, record]) => ({ name, ...record }));
    const earliest = Math.min(...expected.map((record) => record.expiresAt || Infinity));
    for (const replica of this.nodes) {
      const { partition } = replica;
      const page = replica.scan();
      expect(
        page.entries.map(({ key: name, value, ...rest }) => ({
          name: fromUtf8(name),
          value: fromUtf8(value),
          ...rest,
        })),
      ).toEqual(expected);
      for (const record of page.entries) expect(partition.get(record.key)).toEqual(record);
      expect([partition.revision, page.revision]).toEqual([
        this.model.revision,
        this.model.revision,
      ]);
      expect(partition.sessions.size).toBe(this.model.sessions.size);
      expect(partition.nextExpiryMs).toBeLessThanOrEqual(earliest);
      expect(replica.engine.openHandles).toBe(0);
    }
    expect(this.nodes[0]?.partition.hash).toBe(this.nodes[1]?.partition.hash);
  }
}

describe('Partition against its model', () => {
  it('gives the same answers and state whatever is flushed, lost, replayed or installed', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60, size: 'max' }), (steps) => {
        new World().run(steps);
      }),
      { numRuns: 250 },
    );
  });
});
