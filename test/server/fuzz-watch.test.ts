import { status } from '@grpc/grpc-js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import { kvService, watchService } from '../../src/rpc/index.ts';
import { utf8 } from '../../src/util/bytes.ts';
import { bytes, count, header, mangled } from './fuzz-values.ts';
import { TestNode } from './nodes.ts';

const v1 = ringkv.v1;
let node: TestNode;

beforeAll(async () => {
  node = await TestNode.start(1);
});

afterAll(() => node.kill());

/** A stream ends well, or with what grpc-js says of bytes that are no message. */
const proper: ReadonlySet<status> = new Set([status.OK, status.INTERNAL]);

async function expectAlive(): Promise<void> {
  await node.call(kvService.put, { key: utf8('alive'), value: utf8('yes') });
  const read = await node.call(kvService.get, { key: utf8('alive') });
  expect(Buffer.from(read.record?.value ?? []).toString()).toBe('yes');
}

describe('whatever arrives over Watch', () => {
  it('is begun or refused one by one, or ends that stream alone', async () => {
    const position = fc.record({ partition: count, revision: count, scannedTo: bytes });
    const cursor = fc.oneof(
      bytes,
      fc
        .record({ clusterId: bytes, positions: fc.array(position, { maxLength: 3 }) })
        .map((fields) => v1.WatchCursor.encode(fields).finish()),
    );
    const create = fc.record(
      {
        header,
        watchId: count,
        key: bytes,
        prefix: bytes,
        cursor,
        initial: fc.boolean(),
        partitions: fc.array(count, { maxLength: 3 }),
        without: fc.array(count, { maxLength: 3 }),
        keysOnly: fc.boolean(),
        direct: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    const message = mangled(
      v1.WatchRequest,
      fc.oneof(
        create.map((fields) => ({ create: fields })),
        count.map((watchId) => ({ cancel: { watchId } })),
        fc.constant({ ask: {} }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 4 }), async (messages) => {
        const identity = (bytes_: Buffer): Buffer => bytes_;
        const { path } = watchService.watch;
        const stream = node.client.makeBidiStreamRequest(path, identity, identity);
        const ended = new Promise<status>((resolve) => {
          stream.on('status', ({ code }: { code: status }) => resolve(code));
        });
        stream.on('error', () => {});
        stream.on('data', (said: Buffer) => v1.WatchResponse.decode(said));
        for (const one of messages) stream.write(one);
        stream.end();
        expect(proper).toContain(await ended);
      }),
      { numRuns: 120 },
    );
    await expectAlive();
  });
});
