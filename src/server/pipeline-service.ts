import { Metadata, type ServerDuplexStream, type ServiceError, status } from '@grpc/grpc-js';
import { ringkv } from '#proto';
import { kvService, type Method } from '../rpc/index.ts';
import { requestLimits } from '../util/limits.ts';
import { AnswerQueue, type HeldAnswers, type Message } from './answer-queue.ts';
import { txnRequestBytes } from './decode-txn.ts';
import { type EdgeLimits, edgeLimits } from './edge-limits.ts';
import { errorDetail, type Refusal, refuse } from './errors.ts';
import { type Caller, RequestBatch, type RequestServer } from './request-batch.ts';
import { type RequestContext, readHeader } from './request-header.ts';
import type { Result } from './results.ts';
import { refusalError } from './router.ts';
import { envelopeOf, refusalsOf } from './turn-away.ts';
import { invalid } from './validate.ts';

type Call = ServerDuplexStream<Buffer, Buffer>;
type WireOperation = ringkv.v1.Operation.$Properties;

/** `Kv.Pipeline` with messages as bytes: what is refused is not decoded. */
export const encodedPipeline: Method<Buffer, Buffer> = {
  ...kvService.pipeline,
  requestDeserialize: (bytes) => bytes,
  responseSerialize: (bytes) => bytes,
  requestSerialize: (bytes) => bytes,
  responseDeserialize: (bytes) => bytes,
};

/** What the Pipeline streams of a node have in common. */
export interface SharedByStreams extends HeldAnswers {
  /** The turns of those that were refused something are given away until then. */
  refusingUntil: number;
}

export const sharedByStreams = (): SharedByStreams => ({ bytes: 0, refusingUntil: 0 });

/** Serves one Pipeline call from its first message to its last answer. */
export function servePipeline(
  server: RequestServer,
  call: Call,
  limits: EdgeLimits = edgeLimits,
  shared: SharedByStreams = sharedByStreams(),
): void {
  new PipelineStream(server, call, limits, shared).start();
}

/**
 *   PipelineRequest ──▶ RequestBatch ──▶ router       answers of one event-loop turn
 *        ▲                    │                          │
 *        │ paused above       ▼                          ▼
 *        │ streamOperations  results, in any order ──▶ one PipelineResponse
 *
 * Operations count until their answer is written, so that neither a slow leader nor a slow reader lets the stream
 * hold more than a bounded number of them; what their answers hold is bounded as well. Ids are echoed and mean nothing here: unique ones are the client's business.
 */
class PipelineStream implements Caller {
  readonly #server: RequestServer;
  readonly #call: Call;
  readonly #limits: EdgeLimits;
  readonly #shared: SharedByStreams;
  readonly #answers: AnswerQueue;
  #unanswered = 0;
  #flushScheduled = false;
  #blocked = false;
  #paused = false;
  #resting = false;
  #ended = false;
  /** Nobody is left to answer. */
  cancelled = false;

  constructor(server: RequestServer, call: Call, limits: EdgeLimits, shared: SharedByStreams) {
    this.#server = server;
    this.#call = call;
    this.#limits = limits;
    this.#shared = shared;
    this.#answers = new AnswerQueue(limits, shared);
  }

  start(): void {
    const call = this.#call;
    const die = (): void => this.#die();
    call.on('data', (bytes: Buffer) => this.#receive(bytes));
    call.on('end', () => {
      this.#ended = true;
      this.#endWhenAnswered();
    });
    call.on('drain', () => {
      this.#blocked = false;
      this.#answers.drained();
      this.#flush();
    });
    call.on('cancelled', die);
    call.on('error', die);
    // At once, before any answer: a forwarding node writes nothing until it knows that the stream is open (R38).
    call.sendMetadata(new Metadata());
  }

  #receive(bytes: Buffer): void {
    if (this.#turnedAway(bytes)) return;
    let request: ringkv.v1.PipelineRequest;
    try {
      request = ringkv.v1.PipelineRequest.decode(bytes);
    } catch {
      this.#fail({ code: status.INTERNAL, details: 'the message is no PipelineRequest' });
      return;
    }
    this.#submit(request);
  }

  /** Whether the node is full, and all operations of the message have been told so. */
  #turnedAway(bytes: Buffer): boolean {
    const { router } = this.#server;
    if (router.admission.refusal(true) === null) return false;
    const envelope = envelopeOf(bytes);
    const context = readHeader(envelope?.header);
    if (envelope === null || context.type === 'refused') return false;
    const refusal = router.refusal(context);
    if (refusal?.reason !== 'OVERLOADED') return false;
    const { ids } = envelope;
    const error = refusalError(refusal, context, router.view);
    for (let i = 0; i < ids.length; i++) {
      router.metrics.request('invalid', '', 'RESOURCE_EXHAUSTED', 0);
    }
    this.#unanswered += ids.length;
    if (this.#answers.state === 'gone') this.#cut();
    else this.#answers.pushEncoded(refusalsOf(ids, error), ids.length);
    this.#flushLater();
    this.#rest();
    return true;
  }

  #submit(request: ringkv.v1.PipelineRequest): void {
    const operations = request.operations ?? [];
    this.#unanswered += operations.length;
    const context = readHeader(request.header);
    const refusal = context.type === 'refused' ? context : checkMessage(operations, context);
    if (context.type === 'refused' || refusal !== null) {
      this.#refuseAll(operations, refusal ?? invalid('invalid header'));
    } else {
      const batch = new RequestBatch(this.#server, context, this, (result) => this.#answer(result));
      for (const operation of operations) batch.submit(operation);
      if (batch.overloaded) this.#rest();
    }
    this.#pauseWhenFull();
  }

  #die(): void {
    this.cancelled = true;
    this.#answers.clear();
  }

  /**
   * What is refused costs as well: a part of the node's time, however many ask. It is not less than it could be, because what is not
   * read waits in buffers of the client, and is too old to be worth anything once it is.
   */
  #rest(): void {
    const { clock } = this.#server.router;
    const { refusalMs, refusalBurstMs } = this.#limits;
    const now = clock.now();
    const turn = Math.max(now, this.#shared.refusingUntil) + refusalMs;
    this.#shared.refusingUntil = turn;
    const restMs = turn - now - refusalBurstMs;
    if (restMs <= 0 || this.#resting) return;
    this.#resting = true;
    this.#pause();
    clock.timer(restMs, () => {
      this.#resting = false;
      this.#resumeWhenRoom();
    });
  }

  #pause(): void {
    if (this.#paused) return;
    this.#paused = true;
    this.#call.pause();
  }

  #pauseWhenFull(): void {
    if (this.#paused) return;
    const isFull = this.#unanswered >= this.#limits.streamOperations;
    if (isFull || this.#answers.state !== 'reads') this.#pause();
  }

  #refuseAll(operations: readonly WireOperation[], refusal: Refusal): void {
    const { router } = this.#server;
    for (const { id } of operations) {
      this.#answer({ id: id ?? 0, error: refusalError(refusal, null, router.view) });
    }
  }

  #answer(result: Result): void {
    if (this.cancelled) return;
    const { state } = this.#answers;
    if (state === 'gone') {
      this.#cut();
      return;
    }
    this.#answers.push(state === 'full' ? this.#withoutRecords(result) : result);
    this.#pauseWhenFull();
    this.#flushLater();
  }

  #flushLater(): void {
    if (this.#flushScheduled) return;
    this.#flushScheduled = true;
    this.#server.router.clock.endOfTurn(() => {
      this.#flushScheduled = false;
      this.#flush();
    });
  }

  /** A read is as good as not done; what a write answers is all that says what it did. */
  #withoutRecords(result: Result): Result {
    const header = (result.get ?? result.scanPartition)?.header;
    if (!header) return result;
    const message = 'the answers of this stream are not read';
    const { streamAnswerBytes: limit, retryAfterMs } = this.#limits;
    const error = errorDetail('OVERLOADED', 'NOT_EXECUTED', message, {
      limit,
      retryAfterMs,
      header,
    });
    return { id: result.id ?? 0, error };
  }

  /** Whoever wrote learns nothing more, as when a connection breaks: so no detail says that it was not executed (R38). */
  #cut(): void {
    this.#fail({ code: status.RESOURCE_EXHAUSTED, details: 'the answers are not read' });
  }

  #fail(error: Partial<ServiceError>): void {
    this.#die();
    this.#call.emit('error', error);
  }

  #flush(): void {
    while (!this.cancelled && !this.#blocked && !this.#answers.isEmpty) {
      const message = this.#answers.nextMessage();
      this.#unanswered -= message.operations;
      this.#blocked = !this.#call.write(encodedOf(message));
      if (!this.#blocked) this.#answers.drained();
    }
    this.#resumeWhenRoom();
    this.#endWhenAnswered();
  }

  #resumeWhenRoom(): void {
    if (!this.#paused || this.#resting || this.cancelled) return;
    if (this.#unanswered >= this.#limits.streamOperations / 2) return;
    if (this.#answers.state !== 'reads') return;
    this.#paused = false;
    this.#call.resume();
  }

  #endWhenAnswered(): void {
    if (!this.#ended || this.cancelled || this.#unanswered > 0) return;
    this.cancelled = true;
    this.#call.end();
  }
}

function encodedOf(message: Message): Buffer {
  if ('encoded' in message) return message.encoded;
  return kvService.pipeline.responseSerialize({ results: message.results });
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
