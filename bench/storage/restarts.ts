import { measureLoad } from '../load/load-client.ts';
import type { Job } from '../load/protocol.ts';
import { storageBenchLimits } from './limits.ts';
import { type Nodes, until } from './nodes.ts';

/** One return of one node. Times run from the start of its process. */
export interface Restart {
  readonly node: string;
  readonly kind: 'stopped' | 'killed' | 'all killed';
  /** From the signal to the end of the process; null for a kill. */
  readonly stopMs: number | null;
  /** Until `/readyz` said yes. */
  readonly readyMs: number;
  /** Until it had answered reads of all partitions, from its own replicas and at the newest state. */
  readonly servingMs: number;
  /** Null where there is no /proc. */
  readonly residentBytes: number | null;
}

interface Run {
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** How much of the load there is before the kill: layers unflushed, a frame on its way, compactions running. */
const LOADED_MS = 2_000;

/** A clean stop of one node, a kill of one under load, and of all at once under load. */
export async function measureRestarts(
  nodes: Nodes,
  load: Omit<Job, 'kind'>,
  run: Run,
): Promise<readonly Restart[]> {
  const [, second = 'n2'] = nodes.names;
  run.say(`${second}: clean stop`);
  const stopMs = await nodes.stopNode(second);
  const restarts = [await comesBack(nodes, second, 'stopped', stopMs)];

  run.say(`${second}: kill -9 under load`);
  await underLoad(load, run, () => nodes.kill(second));
  restarts.push(await comesBack(nodes, second, 'killed', null));

  run.say('all nodes: kill -9 under load');
  await underLoad(load, run, async () => {
    await Promise.all(nodes.names.map(async (name) => nodes.kill(name)));
  });
  const all = nodes.names.map(async (name) => comesBack(nodes, name, 'all killed', null));
  restarts.push(...(await Promise.all(all)));
  return restarts;
}

/** The load ends with the kill: what is measured is how fast a node is, not who shares its processor. */
async function underLoad(
  job: Omit<Job, 'kind'>,
  { signal }: Run,
  action: () => Promise<void>,
): Promise<void> {
  const ended = new AbortController();
  const seconds = storageBenchLimits.caseMs / 1_000;
  let begun: () => void = () => {};
  const isLoaded = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const loading = measureLoad(
    { ...job, load: { ...job.load, seconds } },
    AbortSignal.any([signal, ended.signal]),
    { onGo: () => setTimeout(begun, LOADED_MS), onEnd: () => {} },
  );
  // Ends by our own hand below; a failure before that shows here.
  await Promise.race([isLoaded, loading]);
  try {
    await action();
  } finally {
    ended.abort();
    await loading.catch(() => {});
  }
}

async function comesBack(
  nodes: Nodes,
  node: string,
  kind: Restart['kind'],
  stopMs: number | null,
): Promise<Restart> {
  const begun = performance.now();
  await nodes.startNode(node);
  const readyMs = performance.now() - begun;
  using line = nodes.line(node);
  const { probeKeys, serveMs } = storageBenchLimits;
  const keys = Array.from({ length: probeKeys }, (_, key) => key);
  await until(
    () => line.serves(keys).catch(() => false),
    serveMs,
    `${node} is ready and does not serve`,
  );
  const servingMs = performance.now() - begun;
  const residentBytes = nodes.memory(node)?.resident ?? null;
  return { node, kind, stopMs, readyMs, servingMs, residentBytes };
}
