import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Violation } from '../contract.ts';
import type { Schedule } from '../schedule.ts';
import { UsageError } from './options.ts';

/** A schedule that has failed, and how. */
export interface SavedSchedule extends Schedule {
  readonly found?: Violation;
}

/** Throws {@link UsageError} when it is none. */
export function readSchedule(path: string): SavedSchedule {
  let schedule: Partial<SavedSchedule>;
  try {
    schedule = JSON.parse(readFileSync(path, 'utf8')) as Partial<SavedSchedule>;
  } catch (error) {
    throw new UsageError(`${path} is no schedule: ${(error as Error).message}`);
  }
  if (schedule.version !== 1) throw new UsageError(`${path} is no schedule of version 1`);
  return { leastOperations: 0, ...schedule } as SavedSchedule;
}

/** Returns the path. */
export function saveSchedule(schedule: Schedule, found: Violation): string {
  const path = join('.data', 'sim', `${schedule.seed}.json`);
  mkdirSync(dirname(path), { recursive: true });
  // The stack is of this build and this machine.
  const message = found.message.split('\n')[0] ?? '';
  writeFileSync(path, formatSchedule({ ...schedule, found: { ...found, message } }));
  return path;
}

/** A line for each fault and each operation, so that a person can read it and a comparison shows what changed. */
export function formatSchedule(schedule: SavedSchedule): string {
  const { faults, clients, ...rest } = schedule;
  const head = Object.entries(rest).map(([name, value]) => `  "${name}": ${JSON.stringify(value)}`);
  const clientTexts = clients.map(({ operations, ...client }) => {
    const open = JSON.stringify(client).slice(0, -1);
    return `    ${open},"operations":${list(operations, '      ')}}`;
  });
  return `{
${head.join(',\n')},
  "faults": ${list(faults, '    ')},
  "clients": [
${clientTexts.join(',\n')}
  ]
}
`;
}

function list(items: readonly unknown[], indent: string): string {
  if (items.length === 0) return '[]';
  const lines = items.map((item) => `${indent}${JSON.stringify(item)}`);
  return `[\n${lines.join(',\n')}\n${indent.slice(2)}]`;
}
