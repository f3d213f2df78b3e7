import type { EventKind } from '../history/watched.ts';
import { GROUPS, groupPrefix, LONG_GROUP, markKey } from './watch-keys.ts';

/** A watch that a client process has for the whole of its run, or again and again. */
export interface WatcherPlan {
  readonly name: string;
  readonly target: 'key' | 'prefix';
  /** A key, or a prefix; that of the run is everything. */
  readonly on: string;
  readonly initial: boolean;
  readonly without: readonly EventKind[];
  /**
   * steady: one watch to the end. breaks: closed in the middle of something, and resumed by its cursor on another connection. slow:
   * stands still now and then. late: back with the cursor of the beginning every few seconds.
   */
  readonly habit: 'steady' | 'breaks' | 'slow' | 'late';
  /** Its stream goes to one node, over plain gRPC, from the first revision on; else the typed client has it. */
  readonly node: number | null;
  readonly byBatches: boolean;
}

type Asked = Partial<WatcherPlan> & Pick<WatcherPlan, 'name'>;

/** What the client processes watch: the first three of them share it out, one node each. */
export function plansOf(index: number, prefix: string): readonly WatcherPlan[] {
  const everything: Omit<WatcherPlan, 'name'> = {
    target: 'prefix',
    on: prefix,
    initial: false,
    without: [],
    habit: 'steady',
    node: null,
    byBatches: false,
  };
  const group = groupPrefix(prefix, GROUPS[index % GROUPS.length] ?? '');
  const long = groupPrefix(prefix, LONG_GROUP);
  const asked: readonly Asked[] = [
    { name: `node ${index + 1}`, node: index },
    { name: 'prefix', on: group },
    { name: 'key', target: 'key', on: markKey(group, index) },
    ...(own[index % own.length] ?? []),
    { name: 'late', habit: 'late', on: long },
  ];
  return asked.map((one) => ({ ...everything, ...one, name: `${index}: ${one.name}` }));
}

const own: readonly (readonly Asked[])[] = [
  [
    { name: 'copy', initial: true, byBatches: true },
    { name: 'breaks', habit: 'breaks' },
  ],
  [
    { name: 'copy that breaks', initial: true, habit: 'breaks' },
    { name: 'without touch', without: ['touch'] },
  ],
  [
    { name: 'slow', habit: 'slow' },
    { name: 'slow at a node', habit: 'slow', node: 0 },
  ],
];
