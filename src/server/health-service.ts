import { type ServerWritableStream, type ServiceError, status } from '@grpc/grpc-js';
import { grpc as standard } from '#proto';
import type { Clock, Timer } from '../util/clock.ts';
import { type EdgeLimits, edgeLimits } from './edge-limits.ts';
import type { Readiness } from './readiness.ts';
import type { UnaryHandler } from './unary.ts';

const { ServingStatus } = standard.health.v1.HealthCheckResponse;
type Serving = standard.health.v1.HealthCheckResponse.ServingStatus;
type Request = standard.health.v1.HealthCheckRequest.$Properties;
type Response = standard.health.v1.HealthCheckResponse.$Properties;
type WatchCall = ServerWritableStream<Request, Response>;

/** The empty name is the node as a whole. */
const services: ReadonlySet<string> = new Set(['', 'ringkv.v1.Kv']);

export interface HealthHandlers {
  readonly check: UnaryHandler<Request, Response>;
  readonly watch: (call: WatchCall) => void;
}

/** `grpc.health.v1.Health`, as load balancers know it. */
export function healthHandlers(
  readiness: Readiness,
  clock: Clock,
  limits: EdgeLimits = edgeLimits,
): HealthHandlers {
  const watchers = new Watchers(readiness, clock, limits);
  return {
    check: (call, callback) => {
      const service = call.request.service ?? '';
      if (services.has(service)) callback(null, { status: serving(readiness) });
      else callback({ code: status.NOT_FOUND, details: `unknown service ${service}` }, null);
    },
    watch: (call) => watchers.add(call),
  };
}

function serving(readiness: Readiness): Serving {
  return readiness.ready() ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
}

/** Streams that hear of changes. Readiness has no events, so it is polled while somebody watches. */
class Watchers {
  readonly #readiness: Readiness;
  readonly #clock: Clock;
  readonly #limits: EdgeLimits;
  readonly #calls = new Map<WatchCall, Serving>();
  #timer: Timer | null = null;

  constructor(readiness: Readiness, clock: Clock, limits: EdgeLimits) {
    this.#readiness = readiness;
    this.#clock = clock;
    this.#limits = limits;
  }

  add(call: WatchCall): void {
    if (!services.has(call.request.service ?? '')) {
      // As the protocol asks: the stream stays open, in case the service appears.
      call.write({ status: ServingStatus.SERVICE_UNKNOWN });
      return;
    }
    if (this.#calls.size >= this.#limits.healthWatchers) {
      const refusal: Partial<ServiceError> = {
        code: status.RESOURCE_EXHAUSTED,
        details: `${this.#limits.healthWatchers} watchers already`,
      };
      call.emit('error', refusal);
      return;
    }
    const now = serving(this.#readiness);
    this.#calls.set(call, now);
    const remove = (): void => this.#remove(call);
    call.on('cancelled', remove);
    call.on('error', remove);
    call.write({ status: now });
    this.#schedule();
  }

  #schedule(): void {
    this.#timer ??= this.#clock.timer(this.#limits.healthPollMs, () => {
      this.#timer = null;
      const now = serving(this.#readiness);
      for (const [call, told] of this.#calls) {
        if (told === now) continue;
        this.#calls.set(call, now);
        call.write({ status: now });
      }
      if (this.#calls.size > 0) this.#schedule();
    });
  }

  #remove(call: WatchCall): void {
    this.#calls.delete(call);
    if (this.#calls.size > 0) return;
    this.#timer?.cancel();
    this.#timer = null;
  }
}
