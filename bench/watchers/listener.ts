/** The watchers, in a process of their own: plain gRPC, so that what it costs to hear is not what a client makes of it. */
import { Client, type ClientDuplexStream, credentials } from '@grpc/grpc-js';
import { ringkv } from '#proto';
import { Latencies } from '../latencies.ts';
import { runForked, tell } from '../run-forked.ts';
import type { Heard, ListenerReport, ListenerSpec } from './protocol.ts';

type Stream = ClientDuplexStream<
  ringkv.v1.WatchRequest.$Properties,
  ringkv.v1.WatchResponse.$Properties
>;

const v1 = ringkv.v1;

/** Watches begun before some of them have caught up. */
const CREATED_AT_ONCE = 500;

let latencies = new Latencies();
let events = 0;
let deliveries = 0;
let synced = 0;
let failure: string | null = null;

await runForked<ListenerSpec>(async (spec) => {
  const streams = Array.from({ length: spec.streams }, () => connect(spec.endpoint));
  for (let watcher = 0; watcher < spec.watchers; watcher++) {
    const key = Buffer.from(`${spec.prefix}${watcher % spec.keys}`);
    // The watchers of one key are on as many streams as there are.
    const stream = streams[Math.floor(watcher / spec.keys) % spec.streams];
    stream?.write({ create: { watchId: watcher + 1, key, direct: true } });
    if ((watcher + 1) % CREATED_AT_ONCE === 0) await untilSynced(watcher + 1);
  }
  await untilSynced(spec.watchers);
  await tell<ListenerReport>({ kind: 'watching' });
  const stopped = new Promise<void>((resolve) => {
    process.on('message', (message: { readonly ask: 'begin' | 'end' }) => {
      if (message.ask === 'end') resolve();
      else {
        latencies = new Latencies();
        events = 0;
        deliveries = 0;
      }
    });
  });
  await stopped;
  if (failure !== null) throw new Error(failure);
  const heard: Heard = { events, deliveries, latencyMs: latencies.summary() };
  await tell<ListenerReport>({ kind: 'heard', heard });
});

function connect(endpoint: string): Stream {
  const client = new Client(endpoint, credentials.createInsecure(), {
    'grpc.enable_http_proxy': 0,
    'grpc.use_local_subchannel_pool': 1,
  });
  const stream: Stream = client.makeBidiStreamRequest(
    '/ringkv.v1.Watch/Watch',
    (request: ringkv.v1.WatchRequest.$Properties) =>
      Buffer.from(v1.WatchRequest.encode(request).finish()),
    (bytes: Buffer) => v1.WatchResponse.decode(bytes),
  );
  stream.on('data', hear);
  stream.on('error', (error) => {
    failure ??= error.message;
  });
  return stream;
}

function hear({
  events: told,
  synced: caughtUp,
  ended,
}: ringkv.v1.WatchResponse.$Properties): void {
  if (caughtUp) synced++;
  if (ended) failure ??= `watch ${ended.watchId} ended: ${ended.message}`;
  if (!told) return;
  const now = performance.timeOrigin + performance.now();
  for (const { event, watchIds } of told.events ?? []) {
    // The writer put the time of its put in front of the value: both are on one machine.
    const sentAt = Buffer.from(event?.value ?? []).readDoubleLE(0);
    latencies.record((now - sentAt) * 1_000);
    events++;
    deliveries += watchIds?.length ?? 0;
  }
}

async function untilSynced(count: number): Promise<void> {
  while (synced < count) {
    if (failure !== null) throw new Error(failure);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
