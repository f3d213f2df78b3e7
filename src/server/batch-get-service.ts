import type { ringkv } from '#proto';
import { requestLimits } from '../util/limits.ts';
import type { EdgeLimits } from './edge-limits.ts';
import { type ErrorDetail, errorDetail, type Refusal, refuse } from './errors.ts';
import { type Caller, RequestBatch, type RequestServer } from './request-batch.ts';
import { type RequestContext, readHeader } from './request-header.ts';
import {
  jointStaleness,
  type ResponseHeader,
  type Result,
  refusalHeader,
  wireLevel,
} from './results.ts';
import { refusalError } from './router.ts';
import { addToken } from './session-token.ts';
import { checkNoSequence, failCall, grpcTimeoutMs, timeoutOf, type UnaryHandler } from './unary.ts';
import { checkKey, invalid, plainBytes } from './validate.ts';
import { recordBytes } from './wire-record.ts';

type Request = ringkv.v1.BatchGetRequest.$Properties;
type Response = ringkv.v1.BatchGetResponse.$Properties;
type Entry = ringkv.v1.BatchGetEntry.$Properties;

/** `Kv.BatchGet`: several keys, in the order in which they were asked for, each as it was in its partition. */
export function batchGetHandler(
  server: RequestServer,
  limits: EdgeLimits,
): UnaryHandler<Request, Response> {
  return (call, callback) => {
    const { router } = server;
    const context = readHeader(call.request.header);
    const keys = context.type === 'refused' ? context : readKeys(call.request, context);
    if (context.type === 'refused' || 'type' in keys) {
      const refusal = 'type' in keys ? keys : context;
      if (refusal.type === 'refused') failCall(callback, refusalError(refusal, null, router.view));
      return;
    }
    const timeoutMs = timeoutOf(context, grpcTimeoutMs(call, router.clock.wallNow()));
    new BatchGet(server, context, call, keys, timeoutMs, limits, (error, response) => {
      if (error !== null) failCall(callback, error);
      else callback(null, response);
    }).start();
  };
}

function readKeys(request: Request, context: RequestContext): readonly Uint8Array[] | Refusal {
  const keys = (request.keys ?? []).map(plainBytes);
  const { batchKeys } = requestLimits;
  if (keys.length === 0) return invalid('no keys');
  if (keys.length > batchKeys) {
    const message = `${keys.length} keys, the limit is ${batchKeys}`;
    return refuse('REQUEST_TOO_LARGE', message, batchKeys, keys.length);
  }
  const wrong = checkNoSequence(context);
  if (wrong !== null) return wrong;
  for (const key of keys) {
    const badKey = checkKey(key);
    if (badKey !== null) return badKey;
  }
  return keys;
}

type Done = (error: ErrorDetail | null, response: Response) => void;

/**
 * One call under way. Keys are asked for in their order, some at a time, and none any more once the answer is full. How many at a
 * time goes by the largest record so far, as if all were as large: so a call seldom holds more than twice the bytes of an
 * answer, and never more than `batchFanOutMax` values beside it.
 *
 *   keys     a b c d e f g h ...
 *   entries  A B . D . .               c, e and f are asked for; answers come in any order
 *                        ^ the next to be asked for
 */
class BatchGet {
  readonly #server: RequestServer;
  readonly #context: RequestContext;
  readonly #caller: Caller;
  readonly #keys: readonly Uint8Array[];
  readonly #deadline: number;
  readonly #limits: EdgeLimits;
  readonly #done: Done;
  readonly #entries: (Entry | null)[] = [];
  #next = 0;
  #open = 0;
  #bytes = 0;
  #ended = false;
  #largest = 0;
  #stalenessMs = 0;

  constructor(
    server: RequestServer,
    context: RequestContext,
    caller: Caller,
    keys: readonly Uint8Array[],
    timeoutMs: number,
    limits: EdgeLimits,
    done: Done,
  ) {
    this.#server = server;
    this.#context = context;
    this.#caller = caller;
    this.#keys = keys;
    this.#deadline = server.router.clock.now() + timeoutMs;
    this.#limits = limits;
    this.#done = done;
  }

  start(): void {
    this.#askMore();
  }

  #askMore(): void {
    while (!this.#ended && this.#open < this.#atATime() && this.#wantsMore())
      this.#ask(this.#next++);
    if (!this.#ended && this.#open === 0) this.#finish();
  }

  #atATime(): number {
    const { batchFanOutMin, batchFanOutMax } = this.#limits;
    // Nothing was found yet, or nothing is there: as careful as before the first answer.
    const fitting = this.#largest === 0 ? 0 : Math.floor(requestLimits.batchBytes / this.#largest);
    return Math.min(batchFanOutMax, Math.max(batchFanOutMin, fitting));
  }

  #wantsMore(): boolean {
    if (this.#caller.cancelled) return false;
    return this.#next < this.#keys.length && this.#bytes < requestLimits.batchBytes;
  }

  #ask(place: number): void {
    const left = Math.max(1, Math.ceil(this.#deadline - this.#server.router.clock.now()));
    this.#open++;
    this.#entries[place] = null;
    const batch = new RequestBatch(this.#server, this.#context, this.#caller, (result) =>
      this.#receive(place, result),
    );
    batch.submit({ timeoutMs: left, get: { key: this.#keys[place] ?? null } });
  }

  #receive(place: number, { get, error }: Result): void {
    if (this.#ended) return;
    this.#open--;
    if (!get) {
      this.#ended = true;
      this.#done(error ?? errorDetail('INTERNAL', 'NOT_EXECUTED', 'no answer for a key'), {});
      return;
    }
    const { header, record } = get;
    this.#entries[place] = {
      record: record ?? null,
      partition: header?.partition ?? 0,
      revision: header?.revision ?? 0,
    };
    const bytes = recordBytes(record);
    this.#bytes += bytes;
    this.#largest = Math.max(this.#largest, bytes);
    this.#stalenessMs = jointStaleness(this.#stalenessMs, header?.stalenessMs ?? -1);
    this.#askMore();
  }

  /** At least the first: what an answer of several would not hold is asked for again. */
  #fitting(): Entry[] {
    const entries: Entry[] = [];
    let bytes = 0;
    for (const entry of this.#entries) {
      bytes += recordBytes(entry?.record);
      if (entry === null || (entries.length > 0 && bytes > requestLimits.batchBytes)) break;
      entries.push(entry);
    }
    return entries;
  }

  #finish(): void {
    this.#ended = true;
    const entries = this.#fitting();
    const { view } = this.#server.router;
    const header: ResponseHeader = {
      ...refusalHeader(this.#context, view),
      level: wireLevel(this.#context.level),
      stalenessMs: this.#stalenessMs,
    };
    addToken(header, this.#context, view.clusterId, entries);
    this.#done(null, { header, entries });
  }
}
