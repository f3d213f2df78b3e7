import type { ExitCode } from '../../src/cli/errors.ts';
import type { ConnectOptions, KvAccess, RecordAnswer } from '../../src/cli/kv-access.ts';
import type { Output } from '../../src/cli/output.ts';
import { runKvctl } from '../../src/cli/program.ts';
import type { ClusterStatus, Watch, WatchItem } from '../../src/client/index.ts';
import { utf8 } from '../../src/util/bytes.ts';

/** What one command line did. */
export interface Run {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
  /** What the command connected to, null when it never did. */
  readonly connectedTo: ConnectOptions | null;
  /** The calls that reached the cluster, with their arguments. */
  readonly calls: readonly (readonly unknown[])[];
}

export interface World {
  readonly env?: Record<string, string>;
  readonly stdin?: readonly Uint8Array[];
  readonly access?: Partial<KvAccess>;
  readonly connect?: () => Promise<KvAccess>;
  readonly interrupt?: AbortSignal;
}

export const sampleRecord: RecordAnswer = {
  key: utf8('greeting'),
  value: utf8('hello'),
  version: 2,
  createRevision: 3,
  modRevision: 9,
  expiresAt: null,
};

export const sampleStatus: ClusterStatus = {
  clusterId: 'c0ffee00',
  topologyEpoch: 4,
  settings: { acceptedWrites: false },
  members: [1, 2, 3].map((id) => ({
    id,
    name: `n${id}`,
    address: `127.0.0.1:740${id}`,
    zone: '',
    state: 'up',
    leaders: id === 1 ? 2 : 0,
    replicas: 2,
  })),
  partitions: [0, 1].map((id) => ({
    id,
    leader: 1,
    voters: [1, 2, 3],
    learners: [],
    term: 5,
    revision: 7,
    appliedIndex: 12,
    suspects: [],
  })),
};

const answers: KvAccess = {
  get: async () => ({
    ...sampleRecord,
    partition: 6,
    servedBy: 2,
    role: 'leader',
    consistency: 'linearizable',
    stalenessMs: 0,
  }),
  put: async () => ({
    ok: true,
    revision: 10,
    version: 3,
    partition: 6,
    ackedBy: [],
    replayed: false,
    warnings: [],
  }),
  putAccepted: async () => ({ partition: 6 }),
  append: async (prefix) => ({
    ok: true,
    key: utf8(`${prefix}000000000000000e`),
    revision: 14,
    partition: 6,
    replayed: false,
  }),
  delete: async () => ({ deleted: true, revision: 11, partition: 6 }),
  deleteRange: async () => 1_002,
  increment: async () => ({
    ok: true,
    value: 41,
    version: 2,
    revision: 12,
    partition: 6,
    replayed: false,
  }),
  touch: async () => ({ found: true, expiresAt: 1_800_000_000_000, revision: 13, partition: 6 }),
  txn: async ({ then }) => ({
    succeeded: true,
    branch: 'then',
    revision: 14,
    partition: 6,
    results: then.map(() => ({ kind: 'put', version: 1, expiresAt: null })),
    refused: null,
  }),
  scan: async function* () {
    yield sampleRecord;
  },
  count: async () => 1_234,
  watch: () => watchOf([]),
  locate: async (key) => ({
    key,
    partition: 6,
    token: 0x6789abcd,
    leader: 2,
    replicas: [2, 3, 1],
    epoch: 4,
  }),
  members: async () => sampleStatus.members,
  status: async () => sampleStatus,
  hashes: async () => [],
  changeSettings: async (change) => ({ acceptedWrites: false, ...change }),
  moveLeader: async (_, member) => ({ leader: member, term: 6 }),
  token: () => null,
  close: async () => {},
};

/** A watch that says so much, and then ends with the error or goes on for ever. Its cursor counts what it has said. */
export function watchOf(
  items: readonly WatchItem<Uint8Array>[],
  error: Error | null = null,
): Watch<Uint8Array> {
  let said = 0;
  return {
    get cursor() {
      return `c${said}`;
    },
    async *[Symbol.asyncIterator]() {
      for (const item of items) {
        said++;
        yield item;
      }
      if (error !== null) throw error;
      await new Promise(() => {});
    },
    batches: () => {
      throw new Error('kvctl shows items');
    },
    close: async () => {},
    [Symbol.asyncDispose]: async () => {},
  };
}

/** Runs a command line against a cluster that answers as `world` says, without a process or a network. */
export async function kvctl(args: readonly string[], world: World = {}): Promise<Run> {
  const text = { out: '', err: '' };
  const calls: unknown[][] = [];
  const access = recorded({ ...answers, ...world.access }, calls);
  const collect = (name: 'out' | 'err'): Output => ({
    write: async (chunk) => {
      text[name] += asText(chunk);
    },
  });
  let connectedTo: ConnectOptions | null = null;
  const code = await runKvctl(args, {
    out: collect('out'),
    err: collect('err'),
    stdin: stream(world.stdin ?? []),
    env: world.env ?? {},
    interrupt: () => world.interrupt ?? new AbortController().signal,
    connect: async (options) => {
      connectedTo = options;
      return world.connect === undefined ? access : world.connect();
    },
  });
  return { code, ...text, connectedTo, calls };
}

function recorded(access: KvAccess, calls: unknown[][]): KvAccess {
  const methods = Object.entries(access).map(([name, method]) => [
    name,
    (...args: unknown[]) => {
      calls.push([name, ...args]);
      return (method as (...given: unknown[]) => unknown)(...args);
    },
  ]);
  return Object.fromEntries(methods) as KvAccess;
}

async function* stream(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

function asText(chunk: string | Uint8Array): string {
  return typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('latin1');
}
