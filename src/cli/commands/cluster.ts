import type { Command } from 'commander';
import type { ExitCode } from '../errors.ts';
import type { ClusterReport, ControlCommand, LocalClusterOptions } from '../local/index.ts';
import { json, table } from '../output.ts';
import { parseInteger } from '../parse.ts';
import { type Cli, formatOf, refuseConnectionOptions } from '../session.ts';

const dataDirHelp = "the cluster's data (default: .data/cluster)";
const dataDirDefault = '.data/cluster';

interface UpFlags {
  readonly nodes?: string;
  readonly replicas?: string;
  readonly partitions?: string;
  readonly dataDir?: string;
  readonly basePort?: string;
  readonly clean?: boolean;
  readonly proxied?: boolean;
  readonly tls?: boolean;
}

/** `kvctl cluster ...`: a cluster of real processes on this machine, and faults for it. `end` takes the exit code. */
export function addCluster(program: Command, cli: Cli, end: (code: ExitCode) => void): void {
  const cluster = program
    .command('cluster')
    .summary('run a local cluster and break it')
    .description('Run a cluster of real node processes on this machine, and break it.');
  addUp(cluster, cli, end);
  addControl(cluster, cli, 'down', 'drain and stop all nodes');
  addControl(cluster, cli, 'status', 'show the processes');
  addControl(cluster, cli, 'heal', 'undo every split');
  addControl(cluster, cli, 'kill', 'SIGKILL a node');
  addControl(cluster, cli, 'restart', 'start a node again, stopping it first if it runs');
  addControl(
    cluster,
    cli,
    'pause',
    'SIGSTOP a node: its connections stay open and nothing answers',
  );
  addControl(cluster, cli, 'resume', 'SIGCONT a paused node');
  addSplit(cluster, cli);
}

function addUp(cluster: Command, cli: Cli, end: (code: ExitCode) => void): void {
  cluster
    .command('up')
    .summary('start a cluster and stay with it')
    .description(
      'Start a cluster and stay with it: the first Ctrl-C drains and stops it, the second kills it. ' +
        'Prints "cluster ready: ENDPOINTS" on stdout when it serves.',
    )
    .option('--nodes <n>', 'processes (default: 3)')
    .option('--replicas <n>', 'of each partition (default: 3, or all nodes)')
    .option('--partitions <n>', 'fixed at creation (default: 16)')
    .option('--data-dir <dir>', dataDirHelp)
    .option('--base-port <port>', 'gRPC port of n1; HTTP is 1000 above (default: 7401)')
    .option('--clean', 'drop the data that is there first')
    .option('--proxied', 'put a proxy on every link, for split and heal')
    .option('--tls', 'TLS everywhere, with certificates made in DIR/tls')
    .action(async (flags: UpFlags, command: Command) => {
      refuseConnectionOptions(command);
      const format = formatOf(command);
      const options = upOptions(flags);
      const { runLauncher } = await import('../local/index.ts');
      const code = await runLauncher(options, {
        out: (line) => void cli.out.write(`${format === 'json' ? readyJson(line) : line}\n`),
        err: (line) => void cli.err.write(`${line}\n`),
      });
      end(code);
    });
}

function upOptions(flags: UpFlags): LocalClusterOptions {
  const count = (name: string, text: string | undefined, max: number): number | undefined =>
    text === undefined ? undefined : parseInteger(name, text, 1, max);
  const nodes = count('--nodes', flags.nodes, 64);
  const replicas = count('--replicas', flags.replicas, 64);
  const partitions = count('--partitions', flags.partitions, 4_096);
  const basePort = count('--base-port', flags.basePort, 65_535);
  return {
    ...(nodes !== undefined && { nodes }),
    ...(replicas !== undefined && { replicas }),
    ...(partitions !== undefined && { partitions }),
    ...(basePort !== undefined && { basePort }),
    ...(flags.dataDir !== undefined && { dataDir: flags.dataDir }),
    clean: flags.clean === true,
    proxied: flags.proxied === true,
    ...(flags.tls === true && { tls: true }),
  };
}

/** The launcher's only line on stdout is `cluster ready: A,B,C`. */
function readyJson(line: string): string {
  const endpoints = line.replace(/^cluster ready: /, '').split(',');
  return json({ endpoints });
}

type Control = Exclude<ControlCommand['kind'], 'split'>;

function addControl(cluster: Command, cli: Cli, kind: Control, summary: string): void {
  const command = cluster
    .command(kind)
    .description(`${sentence(summary)}.`)
    .summary(summary);
  command.option('--data-dir <dir>', dataDirHelp);
  if (kind === 'status' || kind === 'heal' || kind === 'down') {
    command.action(async (flags: { dataDir?: string }, self: Command) => {
      await control(cli, self, flags.dataDir, { kind });
    });
    return;
  }
  command
    .argument('<node>', 'n1, n2, ...')
    .action(async (node: string, flags: { dataDir?: string }, self: Command) => {
      await control(cli, self, flags.dataDir, { kind, node });
    });
}

function addSplit(cluster: Command, cli: Cli): void {
  cluster
    .command('split')
    .summary('cut the network between groups of nodes')
    .description(
      'Cut the network between groups of nodes: n1,n2/n3. Needs a cluster started with --proxied.',
    )
    .argument('<groups>', 'n1,n2/n3')
    .option('--oneway', 'cut only what the first group sends')
    .option('--data-dir <dir>', dataDirHelp)
    .action(
      async (groups: string, flags: { oneway?: boolean; dataDir?: string }, self: Command) => {
        const oneWay = flags.oneway === true;
        await control(cli, self, flags.dataDir, { kind: 'split', groups, oneWay });
      },
    );
}

async function control(
  cli: Cli,
  command: Command,
  dataDir: string | undefined,
  action: ControlCommand,
): Promise<void> {
  refuseConnectionOptions(command);
  const format = formatOf(command);
  const { controlCluster } = await import('../local/index.ts');
  const report = await controlCluster(dataDir ?? dataDirDefault, action);
  await cli.out.write(format === 'json' ? `${json(report)}\n` : reportText(report));
}

function reportText(report: ClusterReport): string {
  const rows = report.nodes.map(({ name, address, httpAddress, state, pid }) => [
    name,
    state,
    address,
    httpAddress,
    pid === null ? '-' : String(pid),
  ]);
  const cut = report.links.filter(({ mode }) => mode.kind !== 'pass');
  const links = cut.map(
    ({ from, to, mode, droppedBytes }) =>
      `link ${from} -> ${to}: ${mode.kind}, ${droppedBytes} bytes dropped\n`,
  );
  return table(['NAME', 'STATE', 'GRPC', 'HTTP', 'PID'], rows) + links.join('');
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
