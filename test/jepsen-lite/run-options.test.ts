import { describe, expect, it } from 'vitest';
import { commandOf, parseRunOptions, UsageError, usageText } from '../../jepsen-lite/options.ts';
import { workloads } from '../../jepsen-lite/workloads/catalogue.ts';

function parse(...args: string[]): ReturnType<typeof parseRunOptions> {
  return parseRunOptions(args, new Date('2026-01-02T03:04:05Z'), () => 77);
}

const names = workloads.map(({ name }) => name);

describe('the command line of a run', () => {
  it('has a default for everything', () => {
    const options = parse();
    expect(options).toMatchObject({ seconds: 60, nodes: 3, seed: 77, endpoints: null });
    expect(options.workload.name).toBe('register');
    expect(options.nemeses.map(({ kind }) => kind)).toEqual(['partition', 'kill', 'pause']);
    expect(options.out).toMatch(/2026-01-02T030405-register-77$/);
  });

  it('repeats itself: the command that it prints asks for the same', () => {
    const options = parse('--workload', 'exactly-once', '--nemesis', 'kill,pause', '--seed', '5');
    const args = commandOf(options).split(' -- ')[1]?.split(' ') ?? [];
    expect(parse(...args)).toEqual(options);
  });

  it('disturbs no cluster that is not its own', () => {
    expect(parse('--endpoints', '127.0.0.1:1,127.0.0.1:2').nemeses).toEqual([]);
    expect(() => parse('--endpoints', '127.0.0.1:1', '--nemesis', 'kill')).toThrow(UsageError);
  });

  it.each([
    [['--workload', 'bank'], `no workload "bank": there are ${names.join(', ')}`],
    [
      ['--nemesis', 'fire'],
      'no nemesis "fire": there are partition, kill, pause, pause-leader, disk-full, fsync-error, slow-disk, corrupt, power-loss, or none',
    ],
    [['--time', 'soon'], '--time soon is not a whole number from 5 to 3600'],
    [['--nodes', '2'], '--nemesis partition needs at least 3 nodes, not 2'],
    [['--endpoints', 'here'], '"here" is not an endpoint: write host:port,host:port'],
    [['--tiem', '5'], "Unknown option '--tiem'; see --help"],
  ])('refuses %j in words', (args, message) => {
    expect(() => parse(...args)).toThrow(new UsageError(message));
  });

  it('explains itself', () => {
    expect(usageText()).toMatch(/--nemesis[\s\S]*exit code 0 valid/);
  });
});
