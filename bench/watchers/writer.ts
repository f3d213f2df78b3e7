/** Puts at a steady rate, however long they take: what watchers hear of must not wait for what they did not. */
import { setTimeout as sleep } from 'node:timers/promises';
import { bytes, RingKv } from 'ringkv';
import { Latencies } from '../latencies.ts';
import { runForked, tell } from '../run-forked.ts';
import type { WriterReport, WriterSpec } from './protocol.ts';

const STEP_MS = 5;

await runForked<WriterSpec>(async ({ endpoints, keys, prefix, perSecond, valueBytes }) => {
  const client = await RingKv.connect({ endpoints: [...endpoints] });
  const kv = client.keyspace(bytes);
  let latencies = new Latencies();
  let done = 0;
  const failures: Error[] = [];
  let isStopped = false;
  process.on('message', (message: { readonly ask: 'begin' | 'end' }) => {
    if (message.ask === 'end') isStopped = true;
    else {
      latencies = new Latencies();
      done = 0;
    }
  });
  const put = (n: number): void => {
    const begun = performance.now();
    const value = Buffer.alloc(valueBytes);
    value.writeDoubleLE(performance.timeOrigin + begun, 0);
    kv.put(`${prefix}${n % keys}`, value).then(
      () => {
        done++;
        latencies.record((performance.now() - begun) * 1_000);
      },
      (error: Error) => {
        failures.push(error);
      },
    );
  };
  await tell<WriterReport>({ kind: 'writing' });
  const startedAt = performance.now();
  for (let sent = 0; !isStopped; await sleep(STEP_MS)) {
    const due = Math.floor(((performance.now() - startedAt) / 1_000) * perSecond);
    while (sent < due) put(sent++);
    for (const failure of failures) throw failure;
  }
  const report = { puts: done, latencyMs: latencies.summary() };
  await client.close({ graceMs: 1_000 });
  await tell<WriterReport>({ kind: 'wrote', ...report });
});
