import { describe, expect, it } from 'vitest';
import { budgetTable, inProportion } from '../../bench/budget/budget.ts';
import { type Profile, stagesOf } from '../../bench/budget/stages.ts';

/** A profile of stacks, outermost frame first as `function|file`, each seen for so many microseconds. */
function profileOf(stacks: readonly (readonly [readonly string[], number])[]): Profile {
  const nodes: {
    id: number;
    callFrame: { functionName: string; url: string };
    children: number[];
  }[] = [];
  const made = new Map<string, number>();
  const nodeOf = (stack: readonly string[]): number => {
    const name = stack.join(' > ');
    const known = made.get(name);
    if (known !== undefined) return known;
    const [functionName = '', url = ''] = stack.at(-1)?.split('|') ?? [];
    const id = nodes.push({ id: nodes.length + 1, callFrame: { functionName, url }, children: [] });
    made.set(name, id);
    if (stack.length > 1) nodes[nodeOf(stack.slice(0, -1)) - 1]?.children.push(id);
    return id;
  };
  const samples = stacks.map(([stack]) => nodeOf(stack));
  return { nodes, samples, timeDeltas: stacks.map(([, us]) => us) };
}

const turn = 'turn|file:///app/dist/server/host/turn-loop.js';
const apply = 'apply|file:///app/dist/storage/partition.js';

describe('a profile by stage', () => {
  it('counts a sample for the file it was in, and what that called natively for it as well', () => {
    const found = stagesOf(
      profileOf([
        [[turn], 10],
        [[turn, apply], 20],
        [[turn, apply, 'crc32@file:///app/dist/util/hash.js'], 3],
        [[turn, apply, 'crc32@file:///app/dist/util/hash.js', 'crc32|node:zlib'], 4],
        [[turn, apply, 'set|'], 5],
        [[turn, 'append|file:///app/dist/storage/wal.js', 'writev|node:fs', 'writeBuffers|'], 7],
        [['emit|node:events', 'write|file:///app/node_modules/@grpc/grpc-js/build/src/call.js'], 6],
      ]),
    );
    expect(found.get('host: groups, turns, entries')).toBe(10);
    expect(found.get('apply: state machine, overlay, row cache')).toBe(32);
    expect(found.get('log')).toBe(7);
    expect(found.get('gRPC (grpc-js)')).toBe(6);
  });

  it('leaves out the time in which there was nothing to do, and names the collector', () => {
    const found = stagesOf(
      profileOf([
        [['(idle)|'], 50],
        [['(garbage collector)|'], 3],
        [['(program)|'], 2],
      ]),
    );
    expect([...found]).toEqual([
      ['garbage collector', 3],
      ['native code between', 2],
    ]);
  });

  it('divides what the thread used, not the time that passed', () => {
    const samples = new Map([
      ['log' as const, 300],
      ['flush' as const, 100],
    ]);
    expect([...inProportion(samples, 20)]).toEqual([
      ['log', 15],
      ['flush', 5],
    ]);
  });

  it('is a table whose columns add up to what the kernel counted', () => {
    const log = new Map([['log' as const, 2]]);
    const table = budgetTable({
      workload: 'put',
      operationsPerSecond: 1_234.5,
      processes: [
        { name: 'client', stages: new Map(), total: 10 },
        { name: 'n1', stages: log, total: 5 },
      ],
    });
    const row = (name: string): string | undefined =>
      table.split('\n').find((line) => line.startsWith(`| ${name}`));
    expect(row('put, 1235 a second')).toBe('| put, 1235 a second | client | n1 | all |');
    expect(row('log')).toBe('| log |  | 2.0 | 2.0 |');
    expect(row('other threads')).toMatch(/\| 10\.0 \| 3\.0 \| 13\.0 \|$/);
    expect(row('all, by the kernel')).toBe('| all, by the kernel | 10.0 | 5.0 | 15.0 |');
  });
});
