import type { ClusterStatus, PartitionStatus } from '../../client/index.ts';
import { table } from '../output.ts';

/** So many partitions are listed by number; more would push the rest off the screen. */
const listedMax = 24;

/**
 * The cluster for a person: who is there, what is wrong, what to try next.
 *
 *     cluster 5f0c…  epoch 12
 *
 *     ID  NAME  ADDRESS         ZONE  STATE  LEADERS  REPLICAS
 *      1  n1    127.0.0.1:7401  -     up           6        16
 *
 *     16 partitions, all with a leader and all their replicas up
 */
export function statusScreen(status: ClusterStatus): string {
  const members = status.members.map((member) => [
    member.id,
    member.name,
    member.address,
    member.zone || '-',
    member.state,
    member.leaders,
    member.replicas,
  ]);
  const header = ['ID', 'NAME', 'ADDRESS', 'ZONE', 'STATE', 'LEADERS', 'REPLICAS'];
  return [
    `cluster ${status.clusterId}  epoch ${status.topologyEpoch}\n`,
    table(header, members),
    partitionLines(status),
    settingsLine(status),
    nextCommands(status),
  ].join('\n');
}

function partitionLines(status: ClusterStatus): string {
  const reachable = new Set(
    status.members.filter(({ state }) => state !== 'down').map(({ id }) => id),
  );
  const partitions = status.partitions;
  const leaderless = partitions.filter(({ leader }) => leader === 0);
  const underReplicated = partitions.filter(({ voters }) =>
    voters.some((id) => !reachable.has(id)),
  );
  const changing = partitions.filter(({ learners }) => learners.length > 0);
  const suspicious = partitions.filter(({ suspects }) => suspects.length > 0);
  const troubled = [leaderless, underReplicated, suspicious, changing];
  if (troubled.every(({ length }) => length === 0)) {
    return `${partitions.length} partitions, all with a leader and all their replicas up\n`;
  }
  return [
    `${partitions.length} partitions\n`,
    listed('without a leader', leaderless),
    listed('under-replicated', underReplicated),
    listed('with suspect replicas', suspicious),
    listed('with learners', changing),
  ].join('');
}

/** Only what is not as it was in the beginning. */
function settingsLine({ settings }: ClusterStatus): string {
  return settings.acceptedWrites ? 'accepted-writes is on: such writes may be lost unseen\n' : '';
}

function listed(what: string, partitions: readonly PartitionStatus[]): string {
  if (partitions.length === 0) return '';
  const ids = partitions.slice(0, listedMax).map(({ id }) => id);
  const more = partitions.length - ids.length;
  return `  ${partitions.length} ${what}: ${ids.join(' ')}${more > 0 ? ` and ${more} more` : ''}\n`;
}

function nextCommands(status: ClusterStatus): string {
  const down = status.members.find(({ state }) => state === 'down');
  const up = status.members.find(({ state }) => state === 'up');
  const lines = [
    ...(down === undefined
      ? []
      : [`kvctl cluster restart ${down.name}   if it is of a local cluster`]),
    'kvctl locate KEY',
    ...(up === undefined ? [] : [`kvctl leader move 0 ${up.name}`]),
    'kvctl status -o json',
  ];
  return `next:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
