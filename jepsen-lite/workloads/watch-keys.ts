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

/** Written to in the end by every client: who was told of that was told of all. */
export function markKey(group: string): string {
  return `${group}mark`;
}

const LAST = /^end-(\d+)-/;

/** Of no other group, client or try. */
export function lastValue(group: string, index: number, tried: number): string {
  return `end-${index}-${tried}-${group}`;
}

/** Which client wrote this as its last value; null: it is another one. */
export function lastWriter(value: string): number | null {
  const found = LAST.exec(value);
  return found === null ? null : Number(found[1]);
}
