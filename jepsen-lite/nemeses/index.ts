import { kill } from './kill.ts';
import type { Nemesis } from './nemesis.ts';
import { partition } from './partition.ts';
import { pause } from './pause.ts';

export const nemeses: readonly Nemesis[] = [partition, kill, pause];

export function nemesisOf(kind: string): Nemesis | null {
  return nemeses.find((nemesis) => nemesis.kind === kind) ?? null;
}

export {
  type Arena,
  type Fault,
  isLeaderFault,
  isLeaderShape,
  type Nemesis,
  type Shape,
} from './nemesis.ts';
