import type { Command } from 'commander';
import type { ClusterStatus, MemberInfo } from '../../client/index.ts';
import { CliError, exitCodes } from '../errors.ts';
import { json, table } from '../output.ts';
import { parseInteger, quoted, usage } from '../parse.ts';
import { type Cli, withKv } from '../session.ts';
import { didYouMean } from '../suggest.ts';
import { statusScreen } from './status-screen.ts';

export function addLocate(program: Command, cli: Cli): void {
  program
    .command('locate')
    .summary('say where a key lives')
    .description(
      'Print the partition of a key, who leads it and who holds it. The key need not exist.',
    )
    .argument('<key>')
    .action(async (key: string, _: object, command: Command) => {
      await withKv(cli, command, 'reads', async (kv, format) => {
        const { partition, token, leader, replicas, epoch } = await kv.locate(key);
        if (format === 'json') {
          await cli.out.write(`${json({ key, partition, token, leader, replicas, epoch })}\n`);
          return;
        }
        const members = await kv.members();
        const rows = [
          ['key', key],
          ['partition', String(partition)],
          ['token', `0x${token.toString(16).padStart(8, '0')}`],
          ['leader', memberText(leader, members)],
          ...replicas.map((id, index) => [index === 0 ? 'replicas' : '', memberText(id, members)]),
          ['epoch', String(epoch)],
        ];
        const lines = rows.map(([name = '', value = '']) => `${name.padEnd(9)}  ${value}\n`);
        await cli.out.write(lines.join(''));
      });
    });
}

function memberText(id: number, members: readonly MemberInfo[]): string {
  if (id === 0) return 'nobody is known to lead';
  const member = members.find((candidate) => candidate.id === id);
  return member === undefined ? `member ${id}` : `${member.name} (${id}) at ${member.address}`;
}

export function addStatus(program: Command, cli: Cli): void {
  program
    .command('status')
    .summary('show the whole cluster on one screen')
    .description('Show members, partitions and what is wrong with them. A leader of 0 is nobody.')
    .action(async (_: object, command: Command) => {
      await withKv(cli, command, 'reads', async (kv, format) => {
        const status = await kv.status();
        await cli.out.write(
          format === 'json' ? `${json(statusJson(status))}\n` : statusScreen(status),
        );
      });
    });
}

/** Key by key, so that a field added to the access never leaks into the contract. */
function statusJson(status: ClusterStatus): object {
  return {
    clusterId: status.clusterId,
    topologyEpoch: status.topologyEpoch,
    settings: { acceptedWrites: status.settings.acceptedWrites },
    members: status.members.map(({ id, name, address, zone, state, leaders, replicas }) => ({
      id,
      name,
      address,
      zone,
      state,
      leaders,
      replicas,
    })),
    partitions: status.partitions.map(
      ({ id, leader, voters, learners, term, revision, appliedIndex, suspects }) => ({
        id,
        leader,
        voters,
        learners,
        term,
        revision,
        appliedIndex,
        suspects,
      }),
    ),
  };
}

export function addMembers(program: Command, cli: Cli): void {
  program
    .command('members')
    .summary('list the nodes')
    .description('List the nodes of the cluster and their state: up, draining or down.')
    .action(async (_: object, command: Command) => {
      await withKv(cli, command, 'reads', async (kv, format) => {
        const { members } = await kv.status();
        if (format === 'json') {
          const listed = members.map(({ id, name, address, zone, state }) => ({
            id,
            name,
            address,
            zone,
            state,
          }));
          await cli.out.write(`${json(listed)}\n`);
          return;
        }
        const rows = members.map(({ id, name, address, zone, state }) => [
          id,
          name,
          address,
          zone || '-',
          state,
        ]);
        await cli.out.write(table(['ID', 'NAME', 'ADDRESS', 'ZONE', 'STATE'], rows));
      });
    });
}

/** Partition ids end here: a cluster has at most 4096. */
const partitionMax = 4_095;

export function addLeader(program: Command, cli: Cli): void {
  program
    .command('leader')
    .summary('move leaderships')
    .description('Move the leadership of partitions.')
    .command('move')
    .description('Hand the leadership of a partition to a member that holds it.')
    .argument('<partition>', 'a partition id: see locate and status')
    .argument('<member>', 'a name or id: see members')
    .action(async (partitionText: string, member: string, _: object, command: Command) => {
      const partition = parseInteger('PARTITION', partitionText, 0, partitionMax);
      await withKv(cli, command, 'writes', async (kv, format) => {
        const to = targetOf(await kv.status(), partition, member);
        const { leader, term } = await kv.moveLeader(partition, to);
        await cli.out.write(
          format === 'json'
            ? `${json({ partition, leader, term })}\n`
            : `member ${leader} leads partition ${partition} in term ${term}\n`,
        );
      });
    });
}

/** The member's id; refused here when it holds no vote there, because the answer can then name those who do. */
function targetOf(status: ClusterStatus, partitionId: number, member: string): number {
  const partition = status.partitions.find(({ id }) => id === partitionId);
  if (partition === undefined) {
    throw usage(`no partition ${partitionId}: this cluster has ${status.partitions.length}`);
  }
  const target = status.members.find(({ id, name }) => name === member || String(id) === member);
  if (target === undefined) {
    const names = status.members.map(({ name }) => name);
    throw usage(`no member ${quoted(member)}${didYouMean(member, names)}`);
  }
  if (partition.voters.length > 0 && !partition.voters.includes(target.id)) {
    throw new CliError(
      `${target.name} holds no vote in partition ${partitionId}; members ${partition.voters.join(', ')} do`,
      exitCodes.failure,
    );
  }
  return target.id;
}
