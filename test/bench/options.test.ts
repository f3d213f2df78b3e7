import { describe, expect, it } from 'vitest';
import { skippedLines } from '../../bench/cells.ts';
import { BenchError } from '../../bench/errors.ts';
import { type Options, parseOptions } from '../../bench/options.ts';
import { connectionsFor, loadName } from '../../bench/plan.ts';

function parse(line: string): Options {
  const options = parseOptions(line.split(' ').filter((word) => word !== ''));
  if (options === null) throw new Error('asked for help');
  return options;
}

const rows = ({ cells }: Options): string[] =>
  cells.map(({ target, load }) => `${target} ${loadName(load)}`);

describe('the command line of the benchmark', () => {
  it('without a target compares everything, targets taking turns at one load', () => {
    const options = parse('');
    expect(options.rounds).toBe(3);
    // Transactions are puts only.
    expect(rows(options)).toHaveLength(4 * 3 * 2 + 2);
    expect(rows(options).slice(0, 6)).toEqual([
      'ringkv put 1',
      'ringkv-unary put 1',
      'etcd put 1',
      'etcd-node put 1',
      'etcd-txn put 1',
      'ringkv put 256',
    ]);
  });

  it('with a target measures that once, at what is given', () => {
    const options = parse(
      '--target etcd --workload get --concurrency 8 --value-size 64 --keys 9 --duration 2 --json out.json',
    );
    expect(options).toEqual({
      cells: [
        {
          target: 'etcd',
          load: { workload: 'get', concurrency: 8, valueSize: 64, keys: 9, seconds: 2 },
        },
      ],
      skipped: [],
      firstWarmUpSeconds: 10,
      rounds: 1,
      json: 'out.json',
      svg: null,
      from: null,
      size: { nodes: 3, partitions: 16 },
      endpoints: null,
    });
  });

  it('takes rates for an open loop, in which concurrency is only a limit', () => {
    const options = parse('--target ringkv,etcd-node --rate 1000,5000');
    expect(rows(options)).toEqual([
      'ringkv put 1000/s',
      'etcd-node put 1000/s',
      'ringkv put 5000/s',
      'etcd-node put 5000/s',
    ]);
    expect(options.cells[0]?.load).toMatchObject({ concurrency: 4_096, rate: 1_000 });
    const [given] = parse('--target ringkv --rate 10 --concurrency 64').cells;
    expect(given?.load).toMatchObject({ concurrency: 64, rate: 10 });
  });

  it('compares only npm clients in an open loop, and says so in a line for each target', () => {
    const { cells, skipped } = parse('--rate 1000,2000 --workload put,get');
    expect(new Set(cells.map(({ target }) => target))).toEqual(new Set(['ringkv', 'etcd-node']));
    const lines = skippedLines(skipped);
    expect(lines.slice(0, 2)).toEqual([
      expect.stringMatching(
        /^SKIPPED ringkv-unary put 1000\/s, put 2000\/s, get 1000\/s, get 2000\/s: h2load measures/,
      ),
      expect.stringMatching(/^SKIPPED etcd put 1000/),
    ]);
    expect(lines).toHaveLength(3);
  });

  it('keeps the order in which targets are given', () => {
    expect(rows(parse('--target etcd-node,ringkv --workload incr --concurrency 1'))).toEqual([
      'etcd-node incr 1',
      'ringkv incr 1',
    ]);
  });

  it('leaves out what a target cannot do, with the reason', () => {
    const { skipped, ...options } = parse('--target ringkv,etcd --workload mixed --concurrency 1');
    expect(rows(options as Options)).toEqual(['ringkv mixed 1']);
    expect(skipped.map(({ cell, why }) => [cell.target, why])).toEqual([
      ['etcd', expect.stringContaining('one body per process')],
    ]);
  });

  it('leaves out transactions that etcd would refuse for their size', () => {
    const { skipped, ...options } = parse('--target etcd,etcd-txn --value-size 24513');
    expect(rows(options as Options)).toEqual(['etcd put 256']);
    expect(skipped[0]?.why).toBe(
      '64 values of 24513 bytes are more than the 1572864 bytes of a request that etcd takes',
    );
    expect(rows(parse('--target etcd-txn --value-size 24512'))).toEqual(['etcd-txn put 256']);
  });

  it('takes the size of the clusters', () => {
    expect(parse('--nodes 5 --partitions 256').size).toEqual({ nodes: 5, partitions: 256 });
  });

  it('takes endpoints of one cluster', () => {
    expect(parse('--target ringkv --endpoints 127.0.0.1:7401,node:7402').endpoints).toEqual([
      '127.0.0.1:7401',
      'node:7402',
    ]);
  });

  it('draws an earlier run without measuring anything', () => {
    const { from, svg, cells } = parse('--from results.json --svg plot.svg');
    expect({ from, svg, cells }).toEqual({ from: 'results.json', svg: 'plot.svg', cells: [] });
  });

  it('prints the usage when asked for it', () => {
    expect(parseOptions(['--help'])).toBeNull();
  });

  it.each([
    ['--target redis', '--target: unknown "redis"; known: ringkv, ringkv-unary, etcd, etcd-node'],
    ['--target etcd,etcd', '--target: "etcd,etcd" names one of them twice'],
    ['--workload scan', '--workload: unknown "scan"'],
    ['--concurrency 0', '--concurrency 0 is not a whole number from 1 to 4096'],
    ['--from a.json --keys 5', '--from measures nothing: no --keys beside it'],
    ['--nodes 33', '--nodes 33 is not a whole number from 1 to 32'],
    ['--partitions 0', '--partitions 0 is not a whole number from 1 to 4096'],
    [
      '--target ringkv --endpoints 127.0.0.1:7401 --nodes 5',
      '--endpoints names a cluster as it is: no --nodes beside it',
    ],
    ['--svg -', '--svg - is no file'],
    ['--rate 0', '--rate 0 is not a whole number from 1 to 1000000'],
    ['--rate 5,', '--rate  is not a whole number'],
    ['--target etcd --rate 5', '--target etcd has no --rate 5: h2load measures from when it sent'],
    ['--concurrency 1,x', '--concurrency x is not a whole number'],
    ['--duration 1.5', '--duration 1.5 is not a whole number from 1 to 3600'],
    ['--value-size 2000000', '--value-size 2000000 is not a whole number from 1 to 1048576'],
    ['--keys -1', "Option '--keys' argument is ambiguous"],
    ['--rounds=', '--rounds  is not a whole number'],
    ['--nope 1', "Unknown option '--nope'"],
    ['stray', "Unexpected argument 'stray'"],
    [
      '--target etcd-txn --workload get',
      '--target etcd-txn has no --workload get: its transactions are puts',
    ],
    [
      '--target etcd --workload incr',
      '--target etcd has no --workload incr: etcd has no increment',
    ],
    ['--target ringkv --endpoints localhost', '--endpoints: "localhost" is not host:port'],
    ['--endpoints 127.0.0.1:7401', '--endpoints names one cluster'],
  ])('refuses %s in one line, as a usage error', (line, message) => {
    const refused = (): unknown => {
      try {
        return parse(line);
      } catch (error) {
        return error;
      }
    };
    const error = refused();
    expect(error).toBeInstanceOf(BenchError);
    expect(error).toMatchObject({ exitCode: 2, message: expect.stringContaining(message) });
    expect((error as Error).message).not.toContain('\n');
  });

  it.each([
    [1, 1, 1, 1],
    [8, 8, 1, 8],
    [16, 16, 1, 16],
    [256, 16, 16, 256],
    [20, 16, 1, 16],
    [100, 16, 6, 96],
  ])(
    'spreads %i in flight over %i connections with %i streams',
    (asked, connections, streams, inFlight) => {
      expect(connectionsFor(asked)).toEqual({ connections, streams, inFlight });
    },
  );

  it.each([
    [1, 1, 1, 64],
    [64, 1, 1, 64],
    [100, 2, 1, 128],
    [256, 4, 1, 256],
    [4_096, 16, 4, 4_096],
  ])(
    'spreads %i in flight in transactions of 64 over %i connections with %i streams',
    (asked, connections, streams, inFlight) => {
      expect(connectionsFor(asked, 64)).toEqual({ connections, streams, inFlight });
    },
  );
});
