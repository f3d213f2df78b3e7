/** Parts of a process's CPU, in the order of the table. */
export const stages = [
  'client library',
  'requests: decode, validate, route, answer',
  'host: groups, turns, entries',
  'raft core',
  'peer messages: encode, decode',
  'log',
  'apply: state machine, overlay, row cache',
  'flush',
  'LevelDB calls',
  'protobufjs',
  'gRPC (grpc-js)',
  'HTTP/2, sockets, timers (Node)',
  'metrics',
  'garbage collector',
  'native code between',
  'other JavaScript',
] as const;

export type Stage = (typeof stages)[number];

/** The first that fits a file's path. Files of util, and what Node itself was called for, count for their callers. */
const files: readonly (readonly [RegExp, Stage | null])[] = [
  [/\/dist\/util\//, null],
  [/^node:(buffer|internal\/(buffer|validators|util|encoding)|zlib|fs|internal\/fs)/, null],
  [/grpc-js/, 'gRPC (grpc-js)'],
  [/protobufjs|proto\/gen/, 'protobufjs'],
  [/prom-client|\/server\/(metrics|tally|request-histogram)/, 'metrics'],
  [
    /classic-level|abstract-level|\/storage\/(leveldb|reopenable)-engine|metered-engine/,
    'LevelDB calls',
  ],
  [/\/storage\/(wal|node-disk)|disk-watchdog/, 'log'],
  [/\/storage\/(flusher|engine-writer|layer-batch|compactor|sweeper)/, 'flush'],
  [/\/storage\//, 'apply: state machine, overlay, row cache'],
  [/\/raft\//, 'raft core'],
  [/\/server\/host\//, 'host: groups, turns, entries'],
  [/\/server\/(peer-|frame-codec|transport)/, 'peer messages: encode, decode'],
  [/\/server\//, 'requests: decode, validate, route, answer'],
  [/\/client\/|\/ring\//, 'client library'],
  [/^node:/, 'HTTP/2, sockets, timers (Node)'],
];

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[];
}

/** What the inspector calls a Profile; times in microseconds. */
export interface Profile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Microseconds of the main thread by stage, without those in which it had nothing to do. */
export function stagesOf({ nodes, samples, timeDeltas }: Profile): Map<Stage, number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map<number, number>();
  for (const { id, children } of nodes) for (const child of children ?? []) parents.set(child, id);
  const known = new Map<number, Stage | null>();
  const stageOf = (id: number): Stage | null => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const node = byId.get(id);
    const stage = node === undefined ? 'other JavaScript' : (ownStage(node) ?? callers(id));
    known.set(id, stage === 'idle' ? null : stage);
    return stage === 'idle' ? null : stage;
  };
  const callers = (id: number): Stage => {
    const parent = parents.get(id);
    return (parent === undefined ? null : stageOf(parent)) ?? 'other JavaScript';
  };
  const total = new Map<Stage, number>();
  samples.forEach((id, i) => {
    const stage = stageOf(id);
    if (stage !== null) total.set(stage, (total.get(stage) ?? 0) + (timeDeltas[i] ?? 0));
  });
  return total;
}

/** Null for what counts for its caller. */
function ownStage({ callFrame: { functionName, url } }: ProfileNode): Stage | 'idle' | null {
  if (functionName === '(idle)') return 'idle';
  if (functionName === '(garbage collector)') return 'garbage collector';
  if (functionName === '(program)') return 'native code between';
  if (url === '') return null;
  const found = files.find(([pattern]) => pattern.test(url));
  return found === undefined ? 'other JavaScript' : found[1];
}
