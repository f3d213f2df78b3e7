import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where `/proc/<pid>/stat` has its times, counted from the field after the command. */
const USER = 11;
const SYSTEM = 12;
const CHILDREN_USER = 13;
const CHILDREN_SYSTEM = 14;

/** CPU seconds that the processes have used so far, user and system. Null where there is no /proc, or one is gone. */
export function cpuSecondsOf(pids: readonly number[]): number | null {
  let total = 0;
  for (const pid of pids) {
    const fields = statFields(pid);
    if (fields === null) return null;
    total += ticks(fields, USER) + ticks(fields, SYSTEM);
  }
  return total / ticksPerSecond();
}

/** What share of a core each process used. */
export interface CpuShares {
  /** In which they did. */
  readonly seconds: number;
  /** Null where there is no /proc, or one is gone. */
  readonly shares: readonly number[] | null;
}

/** Watches them for so many seconds. */
export async function watchCpu(
  pids: readonly number[],
  seconds: number,
  signal: AbortSignal,
): Promise<CpuShares> {
  const look = (): readonly (number | null)[] => pids.map((pid) => cpuSecondsOf([pid]));
  const before = look();
  const begun = performance.now();
  await sleep(seconds * 1_000, undefined, { signal });
  const after = look();
  const passed = (performance.now() - begun) / 1_000;
  const shares = after.flatMap((then, i) => {
    const first = before[i] ?? null;
    return then === null || first === null ? [] : [(then - first) / passed];
  });
  return { seconds: passed, shares: shares.length < pids.length ? null : shares };
}

/**
 * CPU seconds of all children of this process that have ended and been waited for: the difference over the life of
 * one child is what it used, without having to catch its last moment. Null where there is no /proc.
 */
export function endedChildrenCpuSeconds(): number | null {
  const fields = statFields(process.pid);
  if (fields === null) return null;
  return (ticks(fields, CHILDREN_USER) + ticks(fields, CHILDREN_SYSTEM)) / ticksPerSecond();
}

/** The fields of a line of `/proc/<pid>/stat` after the command, which may hold spaces and parentheses itself. */
export function parseStat(line: string): readonly string[] {
  return line
    .slice(line.lastIndexOf(')') + 2)
    .trim()
    .split(' ');
}

/** The same of its main thread alone, in which its JavaScript runs. */
export function mainThreadCpuSecondsOf(pid: number): number | null {
  const fields = statFields(`${pid}/task/${pid}`);
  return fields && (ticks(fields, USER) + ticks(fields, SYSTEM)) / ticksPerSecond();
}

function statFields(entry: number | string): readonly string[] | null {
  try {
    return parseStat(readFileSync(`/proc/${entry}/stat`, 'utf8'));
  } catch {
    return null;
  }
}

function ticks(fields: readonly string[], index: number): number {
  return Number(fields[index]);
}

let cachedTicks: number | null = null;

function ticksPerSecond(): number {
  cachedTicks ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' })) || 100;
  return cachedTicks;
}
