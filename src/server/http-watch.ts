import type { IncomingMessage, ServerResponse } from 'node:http';
import { ringkv } from '#proto';
import { sendError } from './http-answer.ts';
import { BadRequest, tokenBytes } from './http-request.ts';
import { SseText } from './sse-text.ts';
import { quote } from './validate.ts';
import { endedError } from './watch/watch-service.ts';
import { type WatchServer, WatchSession } from './watch/watch-session.ts';

const kinds: Readonly<Record<string, ringkv.v1.EventKind>> = {
  put: ringkv.v1.EventKind.EVENT_PUT,
  delete: ringkv.v1.EventKind.EVENT_DELETE,
  expire: ringkv.v1.EventKind.EVENT_EXPIRE,
  touch: ringkv.v1.EventKind.EVENT_TOUCH,
};

/**
 * A watch as server-sent events, for browsers and `curl -N`. What a client has had is the id of the last event that had one: a
 * client that comes back says it (Last-Event-ID), as every EventSource does by itself.
 *
 *   GET /v1/watch?key=K | prefix=P | all=1   &initial=1 &cursor=C &without=touch,delete &keys_only=1
 */
export function watchOverHttp(
  server: WatchServer,
  request: IncomingMessage,
  query: URLSearchParams,
  response: ServerResponse,
): void {
  const create = createOf(request, query);
  const sse = new SseText(create.cursor ?? new Uint8Array(), create.keysOnly ?? false);
  const session = new WatchSession(server, {
    // Called back when the socket has taken it: a client that does not read makes the session wait.
    write: (bytes, written) => {
      const text = sse.textOf(ringkv.v1.WatchResponse.decode(bytes));
      if (!response.headersSent) begin(response, server.view.self);
      response.write(text, () => written());
    },
    ended: (ended) => {
      if (response.headersSent) response.end(sse.ended(ended, endedError(ended)));
      else sendError(response, endedError(ended));
      return false;
    },
  });
  response.once('close', () => session.close());
  session.create(create);
  // What it would be, without it.
  if (request.method === 'HEAD') response.end();
}

function begin(response: ServerResponse, self: number): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // Proxies that collect answers would keep the events.
    'x-accel-buffering': 'no',
    'ringkv-served-by': `${self}`,
  });
}

function createOf(
  request: IncomingMessage,
  query: URLSearchParams,
): ringkv.v1.WatchCreate.$Properties {
  const { headers } = request;
  const came = headers['last-event-id'];
  // Where the client is now is newer than what its address says of the beginning.
  const text = typeof came === 'string' && came !== '' ? came : (query.get('cursor') ?? '');
  return {
    watchId: 1,
    header: {
      requestId: textOf(headers['x-request-id']),
      traceparent: textOf(headers['traceparent']),
    },
    ...targetOf(query),
    cursor: tokenBytes('cursor', text),
    initial: flagOf(query, 'initial'),
    keysOnly: flagOf(query, 'keys_only'),
    without: (query.get('without') ?? '').split(',').flatMap(kindOf),
  };
}

function targetOf(query: URLSearchParams): { key: Uint8Array } | { prefix: Uint8Array } {
  const key = query.get('key');
  const prefix = query.get('prefix');
  const all = flagOf(query, 'all');
  if ([key !== null, prefix !== null, all].filter(Boolean).length !== 1) {
    throw new BadRequest('a watch has one of key, prefix and all=1');
  }
  const bytes = new TextEncoder().encode(key ?? prefix ?? '');
  return key === null ? { prefix: bytes } : { key: bytes };
}

function flagOf(query: URLSearchParams, name: string): boolean {
  const text = query.get(name) ?? '';
  if (text === '' || text === '0' || text === 'false') return false;
  if (text === '1' || text === 'true') return true;
  throw new BadRequest(`${name}: 1 or 0, not ${quote(text)}`);
}

function kindOf(word: string): ringkv.v1.EventKind[] {
  if (word.trim() === '') return [];
  const kind = kinds[word.trim()];
  if (kind !== undefined) return [kind];
  throw new BadRequest(`without: put, delete, expire and touch, not ${quote(word)}`);
}

function textOf(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : '';
}
