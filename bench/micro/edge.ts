import type { Bench } from 'tinybench';
import { ringkv } from '#proto';
import { PipelineDecoder } from '../../src/client/pipeline-decoder.ts';
import { decodeOperation } from '../../src/server/decode-operation.ts';
import { readHeader } from '../../src/server/request-header.ts';
import { type Result, resultOf } from '../../src/server/results.ts';
import type { TopologyView } from '../../src/server/topology-view.ts';
import { plainResult } from '../../src/storage/apply-record.ts';
import type { Hash32 } from '../../src/util/hash.ts';

/** The first and the last thing that happens to a put: from its message to its partition, and from its result to the client. */
export function benchEdge(
  bench: Bench,
  wire: ringkv.v1.PipelineRequest.$Properties,
  hash: Hash32,
): void {
  const operations = wire.operations ?? [];
  const context = readHeader(null);
  if (context.type === 'refused') throw new Error('an empty header was refused');
  const ring = { partitions: 16, hash };
  const [put] = operations;
  const decoded = decodeOperation(put ?? {}, context, ring);
  if (decoded.type === 'refused') throw new Error('a put was refused');

  bench.add('validate and route a put', () => decodeOperation(put ?? {}, context, ring));

  const at = {
    partition: 3,
    revision: 123_456,
    term: 2,
    partitionTimeMs: 1_764_000_000_000,
    role: 'leader',
    level: 'linearizable',
    stalenessMs: 0,
  } as const;
  const written = { ...plainResult('ok', 123_456), version: 7 };
  const answer = (id: number): Result =>
    resultOf(id, decoded.body, { type: 'written', result: written, at }, context, view);
  const results = operations.map((_, id) => answer(id));
  const response = ringkv.v1.PipelineResponse.encode({ results }).finish();
  const decoder = new PipelineDecoder();
  bench.add('the result of a put in wire form', () => answer(1));
  bench.add(`encode a Pipeline message of ${operations.length} answers`, () =>
    ringkv.v1.PipelineResponse.encode({ results }).finish(),
  );
  bench.add(`read a Pipeline message of ${operations.length} answers`, () =>
    decoder.decode(Buffer.from(response.buffer, response.byteOffset, response.length)),
  );
}

const view: TopologyView = {
  epoch: 1,
  clusterId: new Uint8Array(16),
  partitions: 16,
  self: 1,
  members: [],
  settings: { acceptedWrites: false },
  address: () => null,
  replicasOf: () => [1],
  message: () => null,
};
