import { corrupt } from './corrupt.ts';
import { diskFull } from './disk-full.ts';
import { fsyncError } from './fsync-error.ts';
import { kill } from './kill.ts';
import type { Nemesis } from './nemesis.ts';
import { partition } from './partition.ts';
import { pause } from './pause.ts';
import { pauseLeader } from './pause-leader.ts';
import { powerLoss } from './power-loss.ts';
import { slowDisk } from './slow-disk.ts';

export const nemeses: readonly Nemesis[] = [
  partition,
  kill,
  pause,
  pauseLeader,
  diskFull,
  fsyncError,
  slowDisk,
  corrupt,
  powerLoss,
];

export function nemesisOf(kind: string): Nemesis | null {
  return nemeses.find((nemesis) => nemesis.kind === kind) ?? null;
}

export {
  type Arena,
  type ArenaBit,
  type ArenaDisk,
  type Fault,
  isLeaderFault,
  isLeaderShape,
  type Nemesis,
  type NodeEnd,
  type Shape,
} from './nemesis.ts';
