import type { Mutant } from '../mutant.ts';
import { commits } from './commits.ts';
import { damage } from './damage.ts';
import { disks } from './disks.ts';
import { elections } from './elections.ts';
import { exactlyOnce } from './exactly-once.ts';
import { leases } from './leases.ts';
import { logs } from './logs.ts';
import { members } from './members.ts';
import { ranges } from './ranges.ts';
import { reads } from './reads.ts';
import { snapshots } from './snapshots.ts';
import { standstill } from './standstill.ts';
import { suspicions } from './suspicions.ts';
import { times } from './times.ts';
import { watches } from './watches.ts';

export const mutants: readonly Mutant[] = [
  ...elections,
  ...commits,
  ...logs,
  ...reads,
  ...leases,
  ...members,
  ...snapshots,
  ...disks,
  ...damage,
  ...suspicions,
  ...exactlyOnce,
  ...ranges,
  ...times,
  ...watches,
  ...standstill,
];
