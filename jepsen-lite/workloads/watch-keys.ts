/** Of each group all keys lie in one partition; of the last, values are so long that its history is cut off within a run. */
export const GROUPS = ['g0', 'g1', 'g2', 'g3', 'g4', 'g5'] as const;
export const LONG_GROUP = 'long';
const ALL_GROUPS = [...GROUPS, LONG_GROUP];

const KEYS = 4;

/** What all keys of a group begin with, and nothing else. */
export function groupPrefix(prefix: string, group: string): string {
  return `${prefix}{${group}}`;
}

export function allGroups(prefix: string): readonly string[] {
  return ALL_GROUPS.map((group) => groupPrefix(prefix, group));
}

export function recordKey(group: string, n: number): string {
  return `${group}k${n % KEYS}`;
}

export function counterKey(group: string): string {
  return `${group}n`;
}

/** Written to by one client, also in the end: who was told of that, as an event or as a record, was told of all. */
export function markKey(group: string, index: number): string {
  return `${group}mark${index}`;
}

/** Those that a watch of the target is told of. */
export function marksOf(
  target: 'key' | 'prefix',
  on: string,
  prefix: string,
  of: number,
): string[] {
  const clients = Array.from({ length: of }, (_, index) => index);
  const all = allGroups(prefix).flatMap((group) => clients.map((index) => markKey(group, index)));
  return all.filter((key) => (target === 'key' ? key === on : key.startsWith(on)));
}

/** Of no other group, client or try. */
export function lastValue(group: string, index: number, tried: number): string {
  return `end-${index}-${tried}-${group}`;
}

export function isLast(value: string): boolean {
  return value.startsWith('end-');
}
