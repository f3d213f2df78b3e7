import {
  type Client,
  type ClientDuplexStream,
  type ClientReadableStream,
  connectivityState,
  type ServiceError,
  status,
} from '@grpc/grpc-js';
import type { ringkv } from '#proto';
import { healthService, kvService, type Method } from '../rpc/index.ts';
import type { Call } from './call.ts';
import type { Handshake } from './handshake.ts';
import type { ClientTuning } from './limits.ts';
import type { LinkEvents } from './link-events.ts';
import { PipelineDecoder } from './pipeline-decoder.ts';
import { PipelineEncoder } from './pipeline-encoder.ts';
import type { NodeHealth } from './routing.ts';
import { Silence } from './silence.ts';
import { type TimerWheel, WheelTimer } from './timer-wheel.ts';

type Stream = ClientDuplexStream<Buffer, ringkv.v1.PipelineResponse.$Properties>;

/**
 *   idle --- a call ---> connecting --- channel ready ---> ready
 *    ^                       |                               |
 *    +--- retryAt passed --- broken <--- refused, ended, silent connect
 */
type LinkState = 'idle' | 'connecting' | 'ready' | 'broken' | 'closed';

/**
 * Requests are encoded when they are sent, not when the stream gets to them: a later try may change the call in the
 * meantime, and the bytes of this try must not follow.
 */
const asIs = (bytes: Buffer): Buffer => bytes;

/** The bytes of an operation beside its key and value, at most. */
const OPERATION_OVERHEAD_BYTES = 96;

/** Of all links: a message is finished in the turn in which it was begun. */
const encoder = new PipelineEncoder();
const decoder = new PipelineDecoder();
const fromBytes = (bytes: Buffer): ringkv.v1.PipelineResponse.$Properties => decoder.decode(bytes);

/** One node: its connection, its Pipeline stream, and the calls that wait for it. */
export class NodeLink {
  readonly address: string;
  readonly handshake: Handshake;
  readonly #events: LinkEvents;
  readonly #tuning: ClientTuning;
  readonly #wheel: TimerWheel;
  readonly #now: () => number;
  readonly #tag: string;

  #state: LinkState = 'idle';
  #client: Client | null = null;
  #stream: Stream | null = null;
  #lastError = '';
  #retryAt = 0;
  #reconnectMs: number;
  #avoidUntil = 0;
  /** It is avoided although it lives: a sign of life is no reason to come back. */
  #standsStill = false;
  readonly #silence: Silence;
  /** Of signs of life that were asked for, smoothed; null before the first. */
  roundTripMs: number | null = null;
  #measureAt = 0;

  #nextId = 1;
  #messages = 0;
  /** By wire id, oldest first; a call is in at most one of the two. */
  readonly #queued = new Map<number, Call>();
  readonly #sent = new Map<number, Call>();
  #flushScheduled = false;
  #blocked = false;
  readonly #connectTimer: WheelTimer<NodeLink>;
  readonly #silenceTimer: WheelTimer<NodeLink>;

  constructor(
    address: string,
    events: LinkEvents,
    tuning: ClientTuning,
    wheel: TimerWheel,
    now: () => number,
    tag: string,
    handshake: Handshake,
  ) {
    this.address = address;
    this.handshake = handshake;
    this.#events = events;
    this.#tuning = tuning;
    this.#wheel = wheel;
    this.#now = now;
    this.#tag = tag;
    this.#reconnectMs = tuning.reconnectMinMs;
    this.#silence = new Silence(tuning);
    this.#connectTimer = new WheelTimer<NodeLink>(this, (link) => {
      link.#break('UNREACHABLE', `no connection within ${tuning.connectTimeoutMs} ms`);
    });
    this.#silenceTimer = new WheelTimer<NodeLink>(this, (link) => link.#checkSilence());
  }

  health(): NodeHealth {
    if (this.#state === 'closed') return 'down';
    const now = this.#now();
    if (this.#state === 'broken') return now < this.#retryAt ? 'down' : 'possible';
    if (now < this.#avoidUntil) return 'avoided';
    return this.#state === 'ready' ? 'ready' : 'possible';
  }

  /** Why the last connection ended, for error messages. */
  get lastError(): string {
    return this.handshake.fault?.message ?? this.#lastError;
  }

  /** When a node that is down may be tried again. */
  get retryAt(): number {
    return this.#retryAt;
  }

  get waiting(): number {
    return this.#queued.size + this.#sent.size;
  }

  /** Queues the next try of a call. It leaves at the end of this event-loop turn, or once the connection stands. */
  send(call: Call): void {
    call.link = this;
    call.wireId = this.#nextId++;
    call.sent = false;
    this.#queued.set(call.wireId, call);
    if (this.#state === 'ready') this.#scheduleFlush();
    else this.connect();
  }

  /** Takes a call off the link; an answer that still comes is ignored. `call.sent` stays as it is. */
  withdraw(call: Call): void {
    this.#queued.delete(call.wireId);
    this.#sent.delete(call.wireId);
    call.link = null;
  }

  connect(): void {
    if (this.#state !== 'idle' && this.#state !== 'broken') return;
    this.#state = 'connecting';
    this.#wheel.arm(this.#connectTimer, this.#now() + this.#tuning.connectTimeoutMs);
    const client = this.#freshClient();
    const stream: Stream = client.makeBidiStreamRequest(kvService.pipeline.path, asIs, fromBytes);
    this.#stream = stream;
    // The node's headers: it has taken the connection, certificate and all.
    stream.on('metadata', () => this.handshake.succeeded());
    stream.on('data', (response: ringkv.v1.PipelineResponse.$Properties) => {
      if (this.#stream === stream) this.#received(response);
    });
    stream.on('error', (error: ServiceError) => {
      if (this.#stream !== stream) return;
      if (this.handshake.refused(error)) for (const call of this.#sent.values()) call.sent = false;
      this.#break(reasonOf(this.#state), error.details || error.message);
    });
    stream.on('end', () => {
      if (this.#stream === stream) this.#break('CONNECTION_LOST', 'the node ended the stream');
    });
    this.#awaitReady(client, stream);
  }

  /** A call beside the stream, for what is asked rarely. Errors are ServiceErrors. */
  unary<Request, Response>(
    method: Method<Request, Response>,
    request: Request,
    timeoutMs: number,
    done: (error: Error | null, response: Response | null) => void,
  ): { cancel(): void } {
    this.connect();
    const client = this.#client ?? this.#freshClient();
    return client.makeUnaryRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      request,
      { deadline: Date.now() + Math.max(1, timeoutMs) },
      (error, response) => {
        // A server that does not know the method lives as well.
        if (error === null || error.code === status.UNIMPLEMENTED) this.#heard();
        if (error !== null) this.handshake.refused(error);
        done(error, response ?? null);
      },
    );
  }

  /** Many answers, read as fast as they are taken. Ends early with a ServiceError. */
  serverStream<Request, Response>(
    { path, requestSerialize, responseDeserialize }: Method<Request, Response>,
    request: Request,
  ): ClientReadableStream<Response> {
    this.connect();
    const client = this.#client ?? this.#freshClient();
    return client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, request);
  }

  /** The node did not answer in time: others are preferred for a while, or until it is heard again. */
  avoid(): void {
    this.#avoidUntil = this.#now() + this.#tuning.avoidMs;
  }

  /** Whether anything arrived since then. */
  heardSince(time: number): boolean {
    return this.#silence.heardSince(time);
  }

  /** Asks for a sign of life now and then, for nothing but the time that it takes. */
  measure(): void {
    const now = this.#now();
    if (now < this.#measureAt) return;
    this.#measureAt = now + this.#tuning.measureMs;
    this.#askForSign();
  }

  /** Calls still on the link are lost. */
  close(): void {
    if (this.#state === 'closed') return;
    this.#break('CLOSED', 'the client was closed');
    this.#state = 'closed';
  }

  #freshClient(): Client {
    this.#client?.close();
    this.#client = this.handshake.dial();
    return this.#client;
  }

  /** Nothing is written before the channel stands: what never left is known not to have run. */
  #awaitReady(client: Client, stream: Stream): void {
    const channel = client.getChannel();
    const state = channel.getConnectivityState(true);
    if (this.#stream !== stream) return;
    if (state === connectivityState.READY) {
      this.#state = 'ready';
      this.#wheel.disarm(this.#connectTimer);
      this.#scheduleFlush();
      return;
    }
    // A failure reaches the stream, with its reason.
    if (state === connectivityState.SHUTDOWN) return;
    channel.watchConnectivityState(state, Number.POSITIVE_INFINITY, () => {
      if (this.#stream === stream) this.#awaitReady(client, stream);
    });
  }

  #scheduleFlush(): void {
    if (this.#flushScheduled || this.#blocked || this.#queued.size === 0) return;
    this.#flushScheduled = true;
    // Nothing is on its way: no answer can bring more to send with it, and a pass of the event loop would only be waited for.
    // Otherwise what the sockets hold by now is heard first.
    if (this.#sent.size === 0) process.nextTick(this.#flushDue);
    else setImmediate(this.#flushDue);
  }

  readonly #flushDue = (): void => {
    this.#flushScheduled = false;
    this.#flush();
  };

  /** Everything that this turn has for the node, in one message unless a limit splits it. */
  #flush(): void {
    const stream = this.#stream;
    while (stream !== null && this.#state === 'ready' && !this.#blocked && this.#queued.size > 0) {
      const now = this.#now();
      const requestId = `${this.#tag}-${++this.#messages}`;
      encoder.begin(requestId, this.#events.topologyEpoch(), this.#events.priority);
      let operations = 0;
      let bytes = 0;
      for (const [id, call] of this.#queued) {
        const size = call.spec.bytes + OPERATION_OVERHEAD_BYTES;
        const full =
          operations >= this.#tuning.messageOperations || bytes + size > this.#tuning.messageBytes;
        if (full && operations > 0) break;
        bytes += size;
        operations++;
        encoder.add(call, now);
        this.#queued.delete(id);
        this.#sent.set(id, call);
        call.sent = true;
        call.sentAt = now;
        call.requestId = requestId;
      }
      this.#silence.sent(now, this.#sent.size === operations);
      if (!this.#silenceTimer.armed)
        this.#wheel.arm(this.#silenceTimer, this.#silence.nextCheckAt());
      if (!stream.write(encoder.finish())) this.#pause(stream);
    }
  }

  #pause(stream: Stream): void {
    this.#blocked = true;
    stream.once('drain', () => {
      if (this.#stream !== stream) return;
      this.#blocked = false;
      this.#scheduleFlush();
    });
  }

  #received(response: ringkv.v1.PipelineResponse.$Properties): void {
    this.#standsStill = false;
    this.#heard();
    for (const answer of response.results ?? []) {
      const id = answer.id ?? 0;
      const call = this.#sent.get(id);
      // Withdrawn: its deadline passed, or another try was made.
      if (call === undefined) continue;
      this.#sent.delete(id);
      call.link = null;
      this.#events.answered(call, answer);
    }
    this.#silence.answered(this.#now(), this.#sent.size > 0);
    if (this.#sent.size === 0) this.#wheel.disarm(this.#silenceTimer);
  }

  #heard(): void {
    this.#silence.heard(this.#now());
    if (!this.#standsStill) this.#avoidUntil = 0;
    this.#reconnectMs = this.#tuning.reconnectMinMs;
  }

  #checkSilence(): void {
    if (this.#sent.size === 0) return;
    const verdict = this.#silence.check(this.#now());
    if (verdict === 'wait' || verdict === 'ask') {
      this.#wheel.arm(this.#silenceTimer, this.#silence.nextCheckAt());
      if (verdict === 'ask') this.#askForSign();
      return;
    }
    this.avoid();
    this.#standsStill = verdict === 'standstill';
    const { silenceMs, standstillMs } = this.#tuning;
    this.#lastError = this.#standsStill
      ? `lives, but answered no operation for ${standstillMs} ms`
      : `silent for ${silenceMs} ms`;
    this.#events.silent(this);
    // The stream stays: a node that was only slow is used again as soon as it is heard.
    this.#handOver('NO_ANSWER', this.#lastError);
  }

  /** Whatever comes of it is told by {@link #heard}. */
  #askForSign(): void {
    const askedAt = this.#now();
    this.unary(healthService.check, { service: '' }, this.#tuning.silenceMs, (error) => {
      if (error !== null) return;
      const took = this.#now() - askedAt;
      this.roundTripMs = this.roundTripMs === null ? took : this.roundTripMs * 0.7 + took * 0.3;
    });
  }

  #break(reason: string, message: string): void {
    if (this.#state === 'closed') return;
    if (this.#state === 'connecting') this.handshake.failed(message);
    this.#state = 'broken';
    this.#lastError = shortened(message);
    this.#retryAt = this.#now() + this.#reconnectMs;
    this.#reconnectMs = Math.min(this.#reconnectMs * 2, this.#tuning.reconnectMaxMs);
    const stream = this.#stream;
    this.#stream = null;
    this.#blocked = false;
    stream?.cancel();
    this.#client?.close();
    this.#client = null;
    this.#wheel.disarm(this.#connectTimer);
    this.#events.broken(this);
    this.#handOver(reason, this.#lastError);
  }

  #handOver(reason: string, message: string): void {
    this.#wheel.disarm(this.#silenceTimer);
    this.#silence.givenUp();
    const calls = [...this.#sent.values(), ...this.#queued.values()];
    this.#sent.clear();
    this.#queued.clear();
    for (const call of calls) {
      call.link = null;
      this.#events.lost(call, this, reason, message);
    }
  }
}

function reasonOf(state: LinkState): string {
  return state === 'ready' ? 'CONNECTION_LOST' : 'UNREACHABLE';
}

/** grpc-js wraps what the socket said into advice for its own users. */
function shortened(message: string): string {
  if (/ECONNREFUSED/.test(message)) return 'refused';
  if (/ECONNRESET/.test(message)) return 'connection reset';
  const inner = /Last error: (.*?)\.? Resolution note:/.exec(message)?.[1];
  return inner ?? message;
}
