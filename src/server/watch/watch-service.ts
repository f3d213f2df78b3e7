import {
  Metadata,
  type ServerDuplexStream,
  type ServerWritableStream,
  type ServiceDefinition,
} from '@grpc/grpc-js';
import { ringkv } from '#proto';
import { type Method, toServiceError, watchService } from '../../rpc/index.ts';
import { watchLimits } from '../../util/limits.ts';
import { type ErrorDetail, errorDetail, type ReasonName, refuse } from '../errors.ts';
import { refusalError } from '../router.ts';
import { type WatchOutlet, type WatchServer, WatchSession } from './watch-session.ts';

type WatchCall = ServerDuplexStream<ringkv.v1.WatchRequest.$Properties, Buffer>;
type SubscribeCall = ServerWritableStream<ringkv.v1.SubscribeRequest.$Properties, Buffer>;

/** `ringkv.v1.Watch` with responses that are encoded already. */
export const encodedWatchService = {
  watch: encoded(watchService.watch),
  subscribe: encoded(watchService.subscribe),
} satisfies ServiceDefinition;

function encoded<Request, Response>(method: Method<Request, Response>): Method<Request, Buffer> {
  return { ...method, responseSerialize: (bytes) => bytes, responseDeserialize: (bytes) => bytes };
}

export interface WatchHandlers {
  readonly watch: (call: WatchCall) => void;
  readonly subscribe: (call: SubscribeCall) => void;
}

/** The handlers of `ringkv.v1.Watch`, for `encodedWatchService`. */
export function watchHandlers(server: WatchServer): WatchHandlers {
  const streams = { open: 0 };
  return {
    watch: (call) => {
      if (isFull(server, streams, call)) return;
      serveWatch(server, call, streams);
    },
    subscribe: (call) => {
      if (isFull(server, streams, call)) return;
      serveSubscribe(server, call, streams);
    },
  };
}

interface Streams {
  open: number;
}

/** Counts the stream until it ends, or refuses it. */
function isFull(server: WatchServer, streams: Streams, call: WatchCall | SubscribeCall): boolean {
  const { streams: limit } = watchLimits;
  if (streams.open < limit) return false;
  const refusal = refuse('OVERLOADED', `${limit} streams of watches are open`, limit, limit + 1);
  call.emit('error', toServiceError(refusalError(refusal, null, server.view)));
  return true;
}

function whenOver(call: WatchCall | SubscribeCall, streams: Streams, over: () => void): void {
  streams.open++;
  let isOver = false;
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    streams.open--;
    over();
  };
  call.on('cancelled', end);
  call.on('error', end);
  call.on('finish', end);
  call.on('close', end);
  // At once: whoever watches something quiet must know that it is heard.
  call.sendMetadata(new Metadata());
}

function serveWatch(server: WatchServer, call: WatchCall, streams: Streams): void {
  const outlet: WatchOutlet = {
    write: (response, written) => call.write(response, written),
    ended: () => true,
  };
  const session = new WatchSession(server, outlet);
  whenOver(call, streams, () => session.close());
  call.on('data', ({ create, cancel, ask }: ringkv.v1.WatchRequest.$Properties) => {
    if (create) session.create(create);
    else if (cancel) session.cancel(cancel.watchId ?? 0);
    else if (ask) session.ask();
  });
  call.on('end', () => {
    session.close();
    call.end();
  });
}

function serveSubscribe(server: WatchServer, call: SubscribeCall, streams: Streams): void {
  const outlet: WatchOutlet = {
    write: (response, written) => call.write(response, written),
    ended: (ended) => {
      call.emit('error', toServiceError(endedError(ended)));
      return false;
    },
  };
  const session = new WatchSession(server, outlet);
  whenOver(call, streams, () => session.close());
  const { create } = call.request;
  session.create({ ...create, watchId: 1 });
}

const reasonOfEnd: Partial<Record<ringkv.v1.WatchEnd, ReasonName>> = {
  [ringkv.v1.WatchEnd.WATCH_COMPACTED]: 'COMPACTED',
  [ringkv.v1.WatchEnd.LEADERLESS]: 'NO_LEADER',
  [ringkv.v1.WatchEnd.NO_REPLICA]: 'NOT_LEADER',
  [ringkv.v1.WatchEnd.WATCH_FUTURE_POSITION]: 'FUTURE_POSITION',
  [ringkv.v1.WatchEnd.RELAY_LOST]: 'FORWARD_LOST',
  [ringkv.v1.WatchEnd.NODE_STOPPING]: 'DRAINING',
};

/** What ends a stream of one watch, as an error: the other kind of stream is told by `ended` and goes on. */
export function endedError(ended: ringkv.v1.WatchEnded.$Properties): ErrorDetail {
  if (ended.error) return ended.error;
  const reason = reasonOfEnd[ended.reason ?? 0] ?? 'INTERNAL';
  const message = `partition ${ended.partition ?? 0}: ${ended.message ?? ''}`;
  return errorDetail(reason, 'NOT_EXECUTED', message, {
    limit: ended.oldest ?? 0,
    leader: ended.leader ?? 0,
  });
}
