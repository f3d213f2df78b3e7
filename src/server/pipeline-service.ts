import { Metadata, type ServerDuplexStream } from '@grpc/grpc-js';
import type { ringkv } from '#proto';
import { requestLimits } from '../util/limits.ts';
import { txnRequestBytes } from './decode-txn.ts';
import { type EdgeLimits, edgeLimits } from './edge-limits.ts';
import { type Refusal, refuse } from './errors.ts';
import { RequestBatch, type RequestServer } from './request-batch.ts';
import { type RequestContext, readHeader } from './request-header.ts';
import { type Result, resultBytes } from './results.ts';
import { refusalError } from './router.ts';
import { invalid } from './validate.ts';

type Call = ServerDuplexStream<
  ringkv.v1.PipelineRequest.$Properties,
  ringkv.v1.PipelineResponse.$Properties
>;
type WireOperation = ringkv.v1.Operation.$Properties;

/** Serves one Pipeline call from its first message to its last answer. */
export function servePipeline(
  server: RequestServer,
  call: Call,
  limits: EdgeLimits = edgeLimits,
): void {
  new PipelineStream(server, call, limits).start();
}

/**
 *   PipelineRequest ──▶ RequestBatch ──▶ router       answers of one event-loop turn
 *        ▲                    │                          │
 *        │ paused above       ▼                          ▼
 *        │ streamOperations  results, in any order ──▶ one PipelineResponse
 *
 * Operations count until their answer is written, so that neither a slow leader nor a slow reader lets the stream
 * hold more than a bounded number of them. Ids are echoed and mean nothing here: unique ones are the client's business.
 */
class PipelineStream {
  readonly #server: RequestServer;
  readonly #call: Call;
  readonly #limits: EdgeLimits;
  #results: Result[] = [];
  #unanswered = 0;
  #flushScheduled = false;
  #blocked = false;
  #paused = false;
  #ended = false;
  #dead = false;

  constructor(server: RequestServer, call: Call, limits: EdgeLimits) {
    this.#server = server;
    this.#call = call;
    this.#limits = limits;
  }

  start(): void {
    const call = this.#call;
    const die = (): void => {
      this.#dead = true;
      this.#results = [];
    };
    call.on('data', (request: ringkv.v1.PipelineRequest.$Properties) => this.#receive(request));
    call.on('end', () => {
      this.#ended = true;
      this.#endWhenAnswered();
    });
    call.on('drain', () => {
      this.#blocked = false;
      this.#flush();
    });
    call.on('cancelled', die);
    call.on('error', die);
    // At once, before any answer: a forwarding node writes nothing until it knows that the stream is open (R38).
    call.sendMetadata(new Metadata());
  }

  #receive(request: ringkv.v1.PipelineRequest.$Properties): void {
    const operations = request.operations ?? [];
    this.#unanswered += operations.length;
    const context = readHeader(request.header);
    const refusal = context.type === 'refused' ? context : checkMessage(operations, context);
    if (context.type === 'refused' || refusal !== null) {
      this.#refuseAll(operations, refusal ?? invalid('invalid header'));
    } else {
      const batch = new RequestBatch(this.#server, context, (result) => this.#answer(result));
      for (const operation of operations) batch.submit(operation);
    }
    if (!this.#paused && this.#unanswered >= this.#limits.streamOperations) {
      this.#paused = true;
      this.#call.pause();
    }
  }

  #refuseAll(operations: readonly WireOperation[], refusal: Refusal): void {
    const { router } = this.#server;
    for (const { id } of operations) {
      this.#answer({ id: id ?? 0, error: refusalError(refusal, null, router.view) });
    }
  }

  #answer(result: Result): void {
    if (this.#dead) return;
    this.#results.push(result);
    if (this.#flushScheduled) return;
    this.#flushScheduled = true;
    this.#server.router.clock.endOfTurn(() => {
      this.#flushScheduled = false;
      this.#flush();
    });
  }

  #flush(): void {
    while (!this.#dead && !this.#blocked && this.#results.length > 0) {
      const results = this.#nextMessage();
      this.#unanswered -= results.length;
      this.#blocked = !this.#call.write({ results });
    }
    if (this.#paused && this.#unanswered < this.#limits.streamOperations / 2) {
      this.#paused = false;
      this.#call.resume();
    }
    this.#endWhenAnswered();
  }

  /** As many waiting results as one message may carry, at least one. */
  #nextMessage(): Result[] {
    const waiting = this.#results;
    let bytes = 0;
    let count = 0;
    for (const result of waiting) {
      bytes += resultBytes(result);
      if (count > 0 && bytes > this.#limits.responseBytes) break;
      count++;
    }
    this.#results = count === waiting.length ? [] : waiting.slice(count);
    return count === waiting.length ? waiting : waiting.slice(0, count);
  }

  #endWhenAnswered(): void {
    if (!this.#ended || this.#dead || this.#unanswered > 0) return;
    this.#dead = true;
    this.#call.end();
  }
}

function checkMessage(
  operations: readonly WireOperation[],
  header: Pick<RequestContext, 'sequence' | 'floor' | 'session' | 'idempotencyKey'>,
): Refusal | null {
  if (header.session !== null) {
    return invalid('operations of a Pipeline name min_revision instead of a session_token');
  }
  if (header.sequence !== 0 || header.floor !== 0) {
    return invalid('the sequences of a Pipeline message belong to its operations');
  }
  if (header.idempotencyKey.length > 0) {
    return invalid('the idempotency keys of a Pipeline message belong to its operations');
  }
  const { pipelineOperations, requestBytes } = requestLimits;
  const count = operations.length;
  if (count > pipelineOperations) {
    const message = `the message has ${count} operations, the limit is ${pipelineOperations}`;
    return refuse('REQUEST_TOO_LARGE', message, pipelineOperations, count);
  }
  let bytes = 0;
  for (const { get, put, delete: del, increment, touch, append, txn } of operations) {
    const key = (get ?? put ?? del ?? increment ?? touch)?.key ?? append?.prefix;
    bytes += (key?.length ?? 0) + ((put ?? append)?.value?.length ?? 0);
    if (txn) bytes += txnRequestBytes(txn);
  }
  if (bytes <= requestBytes) return null;
  const message = `the message has ${bytes} bytes of keys and values, the limit is ${requestBytes}`;
  return refuse('REQUEST_TOO_LARGE', message, requestBytes, bytes);
}
