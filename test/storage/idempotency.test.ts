import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command, CommandBody, CommandResult } from '../../src/storage/command.ts';
import { decodeCommandBatch, encodeCommandBatch } from '../../src/storage/command-codec.ts';
import { EntryFormatError } from '../../src/storage/storage-errors.ts';
import { emptyBytes } from '../../src/util/bytes.ts';
import { idempotencyLimits } from '../../src/util/limits.ts';
import {
  apply,
  as,
  chunksOf,
  client,
  command,
  del,
  entryOf,
  incr,
  install,
  named,
  one,
  open,
  put,
  read,
  resolve,
  TestNode,
  textOf,
  txn,
} from './store-harness.ts';

const { windowMs, keys: mostKeys, bytes: mostBytes, endedPerEntry } = idempotencyLimits;

describe('A write under an idempotency key', () => {
  it('runs once, and the same again gets its answer, marked as replayed', () => {
    const node = new TestNode();
    const first = one(node, 100, named('order-1', incr('n', 5)));
    expect(first).not.toHaveProperty('replayed');
    apply(node, 100, put('other', 'x'));
    expect(one(node, 200, named('order-1', incr('n', 5)))).toEqual({ ...first, replayed: true });
    expect([textOf(node, 'n'), node.partition.revision]).toEqual(['5', 2]);
  });

  it('is refused when it asks for something else, however little', () => {
    const node = new TestNode();
    apply(node, 100, named('order-1', put('a', 'x')));
    const others = [put('a', 'y'), put('b', 'x'), put('a', 'x', 5), del('a'), incr('a', 1)];
    for (const other of [...others, put('a', 'x', 0, { type: 'absent' })]) {
      expect(one(node, 100, named('order-1', other)).status).toBe('idempotency_key_reused');
    }
    expect([textOf(node, 'a'), node.partition.revision]).toEqual(['x', 1]);
  });

  it('keeps what failed too: an order that was refused stays refused', () => {
    const node = new TestNode();
    const order = named('order-1', incr('stock', -1, { min: 0 }));
    expect(one(node, 100, order)).toMatchObject({ status: 'out_of_range', value: 0 });
    apply(node, 100, put('stock', '9'));
    expect(one(node, 100, order)).toMatchObject({ status: 'out_of_range', replayed: true });
    expect(textOf(node, 'stock')).toBe('9');
  });

  it('is known whichever client asks: the answer outlives the client', () => {
    const node = new TestNode();
    const order = incr('n', 5);
    apply(node, 100, open(client(1)), open(client(2)));
    const first = one(node, 100, named('order-1', as(client(1), 1, 1, order)));
    const second = one(node, 100, named('order-1', as(client(2), 1, 1, order)));
    expect(second).toEqual({ ...first, replayed: true });
    // The exactly-once table of the second has it now, too.
    const again = one(node, 100, named('order-1', as(client(2), 1, 1, order)));
    expect(again).toEqual({ ...first, deduplicated: true });
    expect(textOf(node, 'n')).toBe('5');
  });

  it('whose sequence was voided leaves the key free', () => {
    const node = new TestNode();
    apply(node, 100, open(client(1)));
    const order = named('order-1', as(client(1), 1, 1, incr('n', 5)));
    one(node, 100, resolve(client(1), 1));
    expect(one(node, 100, order).status).toBe('voided');
    expect(one(node, 100, named('order-1', incr('n', 7)))).toMatchObject({ value: 7 });
  });

  it('gets a transaction back with all that it read', () => {
    const node = new TestNode();
    apply(node, 100, put('a', 'x'));
    const order = named('order-1', txn([], [read('a'), incr('n', 1)] as never));
    const first = one(node, 100, order);
    apply(node, 100, put('a', 'y'));
    node.flush();
    node.crash();
    expect(one(node, 100, order)).toEqual({ ...first, replayed: true });
  });

  it('is free again after its window, by partition time and nothing else', () => {
    const node = new TestNode();
    apply(node, 100, named('order-1', put('a', 'x')));
    expect(one(node, 100 + windowMs, named('order-1', put('a', 'x')))).toHaveProperty('replayed');
    expect(one(node, 101 + windowMs, named('order-1', put('a', 'z'))).status).toBe('ok');
    expect(one(node, 50, named('order-1', put('a', 'x'))).status).toBe('idempotency_key_reused');
    expect(node.partition.idempotency.size).toBe(1);
  });
});

describe('The table of idempotency keys', () => {
  /** Applies names from..to, many in an entry. */
  function fill(node: TestNode, stampMs: number, from: number, to: number): void {
    for (let at = from; at < to; at += 512) {
      const count = Math.min(512, to - at);
      apply(
        node,
        stampMs + at,
        ...Array.from({ length: count }, (_, i) => named(`k${at + i}`, del('none'))),
      );
    }
  }

  it('takes no more keys than it may, forgets none before its time, and some with each entry after it', () => {
    const node = new TestNode();
    fill(node, 100, 0, mostKeys);
    expect(one(node, 200, named('one more', put('a', 'x'))).status).toBe('idempotency_full');
    expect(textOf(node, 'a')).toBeNull();
    expect(one(node, 200, named('k0', del('none')))).toHaveProperty('replayed');
    expect(one(node, 200, put('a', 'y')).status).toBe('ok');
    const later = 101 + mostKeys + windowMs;
    expect(one(node, later, named('one more', put('a', 'x'))).status).toBe('ok');
    expect(node.partition.idempotency.size).toBe(mostKeys - endedPerEntry + 1);
    // Past its time and not yet removed, a name is as free as any.
    const last = `k${mostKeys - 1}`;
    expect(one(node, later, named(last, put('a', 'z'))).status).toBe('ok');
    for (let i = 0; i < mostKeys / endedPerEntry; i++) apply(node, later, del('none'));
    expect(node.partition.idempotency.size).toBe(2);
  });

  it('removes the same with the same entry, whether a replica was restarted or not', () => {
    const [runs, restarted] = [new TestNode(), new TestNode()];
    for (const node of [runs, restarted]) {
      // More than end with one entry, all at once: in memory in the order in which they came, from disk in that of their names.
      for (let i = 2_000; i > 0; i--) apply(node, 100, named(`k${i}`, del('none')));
      apply(node, 101, named('later', del('none')));
      node.flush();
    }
    restarted.crash();
    for (const node of [runs, restarted]) apply(node, 102 + windowMs, put('a', 'x'));
    expect(restarted.partition.hash).toBe(runs.partition.hash);
    expect(restarted.partition.idempotency.size).toBe(runs.partition.idempotency.size);
  });

  it('takes no more bytes than it may, but for one answer', () => {
    const node = new TestNode();
    apply(node, 100, put('large', 'x'.repeat(250_000)));
    const reads = txn([], [read('large')]);
    let taken = 0;
    while (one(node, 100, named(`k${taken}`, reads)).status === 'ok') taken++;
    expect(node.partition.idempotency.bytes).toBeGreaterThanOrEqual(mostBytes);
    expect(node.partition.idempotency.bytes).toBeLessThan(mostBytes + 260_000);
    expect(taken).toBe(Math.ceil(mostBytes / (250_000 + 5 + 564 + 2)));
  });

  it('is part of the hash, and of what is verified again and again', () => {
    const [a, b] = [new TestNode(), new TestNode()];
    apply(a, 100, named('order-1', put('a', 'x')));
    apply(b, 100, named('order-2', put('a', 'x')));
    expect(a.partition.hash).not.toBe(b.partition.hash);
    a.flush();
    a.crash();
    const scrub = a.partition.openScrub();
    let bytes = 1;
    while (bytes > 0) bytes = a.wait<number>((done) => scrub.step(done));
    scrub.close();
  });
});

describe('The entry format', () => {
  it('carries the key before the command, and gives both back', () => {
    const commands = [named('order-1', as(client(1), 3, 2, incr('n', 1))), command(put('a', 'x'))];
    expect(decodeCommandBatch(encodeCommandBatch({ stampMs: 5, commands }))).toEqual({
      stampMs: 5,
      commands,
    });
  });

  it.each([
    ['no key at all', new Uint8Array(0)],
    ['a key above the limit', new Uint8Array(idempotencyLimits.keyBytes + 1)],
  ])('has no %s', (_what, idempotencyKey) => {
    const commands = [{ ...command(put('a', 'x')), idempotencyKey }];
    expect(() => encodeCommandBatch({ stampMs: 5, commands })).toThrow(/under a key/);
    const right = encodeCommandBatch({ stampMs: 5, commands: [named('k', put('a', 'x'))] });
    // version, stamp, count, 30, length of the key
    const wrong = new Uint8Array([...right.subarray(0, 4), 0, ...right.subarray(6)]);
    expect(() => decodeCommandBatch(wrong)).toThrow(EntryFormatError);
  });
});

type Asked = { readonly name: string | null; readonly body: CommandBody };

/** What the table should do, in the plainest words. Deadlines as `ends`; bodies compared as text. */
class Model {
  readonly #kept = new Map<string, { ends: number; asked: string; answer: CommandResult }>();
  nowMs = 0;

  /** `ran` is what a store without idempotency keys does with the same body. */
  answer({ name, body }: Asked, ran: () => CommandResult): CommandResult | 'reused' {
    if (name === null) return ran();
    const asked = JSON.stringify(body, (_, value: unknown) =>
      value instanceof Uint8Array ? [...value] : value,
    );
    const kept = this.#kept.get(name);
    if (kept !== undefined && kept.ends >= this.nowMs) {
      return kept.asked === asked ? { ...kept.answer, replayed: true } : 'reused';
    }
    const answer = ran();
    this.#kept.set(name, { ends: this.nowMs + windowMs, asked, answer });
    return answer;
  }

  get live(): number {
    return [...this.#kept.values()].filter(({ ends }) => ends >= this.nowMs).length;
  }
}

const asked: fc.Arbitrary<Asked> = fc.record({
  name: fc.option(fc.constantFrom('order-1', 'order-2', 'order-3')),
  body: fc.oneof(
    fc.constantFrom('x', '5').map((value) => put('a', value)),
    fc.constantFrom(1, 2).map((delta) => incr('n', delta, { max: 6 })),
    fc.constant(del('a')),
  ),
});
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('ask' as const), asked }) },
  fc.record({
    type: fc.constant('time' as const),
    ms: fc.constantFrom(1, windowMs / 2, windowMs, windowMs + 1),
  }),
  fc
    .constantFrom('flush' as const, 'crash' as const, 'snapshot' as const)
    .map((type) => ({ type })),
);

describe('Idempotency keys against their model', () => {
  it('answer the same, whatever is flushed, lost and replayed, or installed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const model = new Model();
        // Never sees a key: what each body does by itself.
        const plain = new TestNode();
        let node = new TestNode();
        const log: ReturnType<typeof entryOf>[] = [];
        const append = (item: Command): CommandResult => {
          const entry = entryOf(log.length + 1, model.nowMs, [item]);
          log.push(entry);
          return node.partition.apply(entry)[0] as CommandResult;
        };
        for (const next of steps) {
          if (next.type === 'time') model.nowMs += next.ms;
          else if (next.type === 'flush') node.flush();
          else if (next.type === 'crash') {
            node.crash();
            for (const entry of log.slice(node.partition.appliedIndex)) node.partition.apply(entry);
          } else if (next.type === 'snapshot') {
            const other = new TestNode();
            // Exists before a snapshot can replace it.
            expect(other.partition.appliedIndex).toBe(0);
            const source = node.partition.openSnapshot();
            install(other, source.meta, chunksOf(node, source));
            expect(other.partition.hash).toBe(node.partition.hash);
            node = other;
          } else if ('asked' in next) {
            const { name, body } = next.asked;
            const expected = model.answer(next.asked, () => one(plain, model.nowMs, body));
            const got = append(name === null ? command(body) : named(name, body));
            if (expected === 'reused') expect(got.status).toBe('idempotency_key_reused');
            else expect(got).toEqual(expected);
          }
        }
        append({ clientId: emptyBytes(), sequence: 0, floor: 0, body: del('nothing') });
        expect(node.partition.idempotency.size).toBe(model.live);
        expect(node.partition.revision).toBe(plain.partition.revision);
      }),
      { numRuns: 200 },
    );
  });
});
