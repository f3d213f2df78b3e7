import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startRingkv } from '../clusters/ringkv-cluster.ts';
import { cpuSecondsOf } from '../cpu.ts';
import { BenchError } from '../errors.ts';
import type { Findings } from '../findings.ts';
import { Forked } from '../forked.ts';
import { benchLimits } from '../limits.ts';
import type { Stage } from '../measurement.ts';
import { memoryOf } from '../memory.ts';
import { type WatcherOptions, watcherLimits } from './options.ts';
import type { ListenerReport, ListenerSpec, WriterReport, WriterSpec } from './protocol.ts';
import { findingsOf, type Watched } from './report.ts';

/** All keys in one partition, so that one node has all of it. */
const prefix = '{watched}/';

const listenerScript = new URL('./listener.ts', import.meta.url);
const writerScript = new URL('./writer.ts', import.meta.url);

export function watcherLimitMs({ seconds }: WatcherOptions): number {
  return watcherLimits.startMs + (watcherLimits.warmUpSeconds + seconds) * 1_000;
}

export async function measureWatchers(options: WatcherOptions, stage: Stage): Promise<Findings> {
  const { dataDir, signal, say } = stage;
  const size = { nodes: benchLimits.nodes, partitions: benchLimits.partitions };
  const cluster = await startRingkv(join(dataDir, 'watchers'), size);
  const children: Forked<ListenerReport | WriterReport>[] = [];
  const fork = <Report extends ListenerReport | WriterReport>(
    name: string,
    script: URL,
    argument: ListenerSpec | WriterSpec,
  ): Forked<Report> => {
    const limitMs = watcherLimitMs(options);
    const child = new Forked<Report>({ name, script, argument, limitMs, signal });
    children.push(child as unknown as Forked<ListenerReport | WriterReport>);
    return child;
  };
  try {
    const { watchers, perEvent, streams, events: perSecond, seconds } = options;
    const keys = watchers / perEvent;
    const endpoint = await cluster.leaderOf(prefix);
    const pid = cluster.pids?.[cluster.endpoints.indexOf(endpoint)] ?? Number.NaN;
    const memory = (): number => memoryOf(pid)?.resident ?? Number.NaN;
    const before = memory();
    const listener = fork<ListenerReport>('the process that watches', listenerScript, {
      endpoint,
      watchers,
      streams,
      keys,
      prefix,
    });
    await listener.next('watching');
    const watching = memory();
    say(`${watchers} watchers over ${streams} streams, ${perSecond} puts a second`);
    const { valueBytes, warmUpSeconds } = watcherLimits;
    const spec = { endpoints: cluster.endpoints, keys, prefix, perSecond, valueBytes };
    const writer = fork<WriterReport>('the process that writes', writerScript, spec);
    await writer.next('writing');
    await sleep(warmUpSeconds * 1_000, undefined, { signal });
    for (const child of [listener, writer]) child.send({ ask: 'begin' });
    const cpuBefore = cpuSecondsOf([pid]);
    const begun = performance.now();
    await sleep(seconds * 1_000, undefined, { signal });
    const cpuAfter = cpuSecondsOf([pid]);
    const passed = (performance.now() - begun) / 1_000;
    if (cpuBefore === null || cpuAfter === null) throw new BenchError('no CPU times in /proc');
    writer.send({ ask: 'end' });
    const { puts, latencyMs: putMs } = await writer.next('wrote');
    listener.send({ ask: 'end' });
    const { heard } = await listener.next('heard');
    cluster.checkAlive();
    const watched: Watched = {
      seconds: passed,
      puts,
      putMs,
      heard,
      sharePercent: ((cpuAfter - cpuBefore) / passed) * 100,
      residentBytes: { before, watching, after: memory() },
    };
    return findingsOf(options, watched);
  } finally {
    for (const child of children) child.end();
    await cluster.stop();
  }
}
