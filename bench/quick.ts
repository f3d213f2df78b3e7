/**
 * What a put and a get cost, from the typed client, at 1 and 256 in flight, on a cluster of its own with three real
 * processes and the default durability. Figures of one run on one machine: compare only within a run.
 *
 *   npm run bench:quick -- [--seconds 5] [--value-size 256] [--keys 10000] [--tls]
 */
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bytes, RingKv } from 'ringkv';
import { devFiles, startLocalCluster } from '../src/cli/local/index.ts';

const { values: flags } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    'value-size': { type: 'string', default: '256' },
    keys: { type: 'string', default: '10000' },
    tls: { type: 'boolean', default: false },
  },
});
const seconds = Number(flags.seconds);
const keys = Number(flags.keys);
const value = new Uint8Array(Number(flags['value-size'])).fill(120);
const dataDir = '.data/bench-quick';

interface Row {
  readonly operation: string;
  readonly inFlight: number;
  readonly opsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly errors: number;
}

async function measure(
  operation: string,
  inFlight: number,
  run: (key: string) => Promise<unknown>,
): Promise<Row> {
  const latencies: number[] = [];
  let errors = 0;
  let next = 0;
  const start = performance.now();
  const end = start + seconds * 1_000;
  const worker = async (): Promise<void> => {
    while (performance.now() < end) {
      const began = performance.now();
      try {
        await run(`key-${(next++ * 7_919) % keys}`);
        latencies.push(performance.now() - began);
      } catch {
        errors++;
      }
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  const took = (performance.now() - start) / 1_000;
  latencies.sort((a, b) => a - b);
  const at = (share: number): number => latencies[Math.floor(latencies.length * share)] ?? 0;
  return {
    operation,
    inFlight,
    opsPerSecond: Math.round(latencies.length / took),
    p50Ms: Number(at(0.5).toFixed(3)),
    p99Ms: Number(at(0.99).toFixed(3)),
    errors,
  };
}

rmSync(dataDir, { recursive: true, force: true });
const { tls } = flags;
const cluster = await startLocalCluster({ dataDir, freePorts: true, clean: true, tls });
const client = await RingKv.connect({
  endpoints: [...cluster.endpoints],
  tls: cluster.tlsDir !== null && { ...devFiles(cluster.tlsDir) },
});
const kv = client.keyspace(bytes);
try {
  // Warm up: identities opened, code compiled, every key there for the gets.
  for (let first = 0; first < keys; first += 256) {
    const batch = Array.from({ length: Math.min(256, keys - first) }, (_, i) => `key-${first + i}`);
    await Promise.all(batch.map((key) => kv.put(key, value, { timeoutMs: 10_000 })));
  }
  const rows: Row[] = [];
  for (const inFlight of [1, 256]) {
    rows.push(await measure('put', inFlight, (key) => kv.put(key, value)));
    rows.push(await measure('get', inFlight, (key) => kv.get(key)));
    rows.push(
      await measure('get eventual', inFlight, (key) => kv.get(key, { consistency: 'eventual' })),
    );
  }
  console.table(rows);
} finally {
  await client.close();
  await cluster.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
