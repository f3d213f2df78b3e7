import type { IncomingMessage, ServerResponse } from 'node:http';
import { ringkv } from '#proto';
import { requestLimits } from '../util/limits.ts';
import { edgeLimits } from './edge-limits.ts';
import { type ErrorDetail, errorDetail, refuse } from './errors.ts';
import { bytesJson, sendError, sendExpected, sendJson, sendValue } from './http-answer.ts';
import {
  BadRequest,
  countOf,
  expectationOf,
  percentDecoded,
  readBody,
  requestHeaderOf,
  tokenBytes,
  ttlOf,
} from './http-request.ts';
import { watchOverHttp } from './http-watch.ts';
import { type Caller, RequestBatch, type RequestServer } from './request-batch.ts';
import { readHeader } from './request-header.ts';
import type { Result } from './results.ts';
import { refusalError } from './router.ts';
import { scanPage } from './scan-service.ts';
import { addToken } from './session-token.ts';
import type { WatchServer } from './watch/watch-session.ts';

type WireOperation = ringkv.v1.Operation.$Properties;

const { Outcome } = ringkv.v1;

const keyPath = '/v1/kv/';
const scanPath = '/v1/scan';
const watchPath = '/v1/watch';

/**
 * Keys over HTTP, for curl and whoever has nothing better: each request becomes the operation that gRPC would carry, and takes
 * the same way through the node.
 *
 *   GET | PUT | DELETE  /v1/kv/KEY      the value is the body; conditions are If-Match and If-None-Match
 *   POST                /v1/kv/PREFIX   appends the body under a new key
 *   GET                 /v1/scan?prefix=&limit=&page_token=&keys_only=&reverse=&count=
 *   GET                 /v1/watch?prefix=&initial=&cursor=            server-sent events, see {@link watchOverHttp}
 */
export class HttpKv {
  readonly #server: () => RequestServer | null;
  readonly #watches: () => WatchServer | null;
  /** Bytes of bodies that are being read or wait for their answer. */
  #bodyBytes = 0;

  /** Both are null while the cluster is being formed. */
  constructor(server: () => RequestServer | null, watches: () => WatchServer | null) {
    this.#server = server;
    this.#watches = watches;
  }

  serve(request: IncomingMessage, response: ServerResponse): void {
    const server = this.#server();
    if (server === null) {
      const message = 'the node has no topology yet';
      sendError(response, errorDetail('NOT_READY', 'NOT_EXECUTED', message));
      return;
    }
    try {
      this.#route(server, request, response);
    } catch (error) {
      if (!(error instanceof BadRequest)) throw error;
      sendError(response, refusalError(error.refusal, null, server.router.view));
    }
  }

  #route(server: RequestServer, request: IncomingMessage, response: ServerResponse): void {
    const [path = '', query = ''] = (request.url ?? '').split('?', 2);
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    if (path === scanPath && method === 'GET') {
      scan(server, request, new URLSearchParams(query), response);
      return;
    }
    const watches = this.#watches();
    if (path === watchPath && method === 'GET' && watches !== null) {
      watchOverHttp(watches, request, new URLSearchParams(query), response);
      return;
    }
    if (!path.startsWith(keyPath)) {
      notThere(response, `no such path; there are ${keyPath}KEY, ${scanPath} and ${watchPath}`);
      return;
    }
    const key = percentDecoded(path.slice(keyPath.length));
    if (method === 'GET') get(server, request, key, response);
    else if (method === 'PUT') this.#put(server, request, key, response);
    else if (method === 'POST') this.#append(server, request, key, response);
    else if (method === 'DELETE') remove(server, request, key, response);
    else {
      response.setHeader('allow', 'GET, HEAD, PUT, POST, DELETE');
      sendJson(
        response,
        405,
        { error: { code: 'INVALID_ARGUMENT', message: 'GET, PUT, POST or DELETE' } },
        null,
      );
    }
  }

  #put(
    server: RequestServer,
    request: IncomingMessage,
    key: Uint8Array,
    response: ServerResponse,
  ): void {
    const expect = expectationOf(request.headers);
    const ttlMs = ttlOf(request.headers);
    const header = requestHeaderOf(request.headers);
    this.#withBody(server, request, response, (value) => {
      run(server, header, { put: { key, value, ttlMs, expect } }, response, ({ put }) => {
        if (isQueued(put)) return sendQueued(response, put?.header);
        if (!put?.succeeded) return conditionFailed(response, put);
        const { header: served, version, expiresAt } = put;
        const body = { revision: served?.revision, version, partition: served?.partition };
        sendJson(response, 200, expiresAt ? { ...body, expiresAt } : body, served);
      });
    });
  }

  #append(
    server: RequestServer,
    request: IncomingMessage,
    prefix: Uint8Array,
    response: ServerResponse,
  ): void {
    if (expectationOf(request.headers) !== null) throw new BadRequest('POST takes no condition');
    const ttlMs = ttlOf(request.headers);
    const header = requestHeaderOf(request.headers);
    this.#withBody(server, request, response, (value) => {
      run(server, header, { append: { prefix, value, ttlMs } }, response, ({ append }) => {
        if (!append?.succeeded) return conditionFailed(response, append);
        const { header: served, key, expiresAt } = append;
        const { revision, partition } = served ?? {};
        const body = { key: bytesJson(key), revision, partition };
        sendJson(response, 201, expiresAt ? { ...body, expiresAt } : body, served);
      });
    });
  }

  /** Reads the value, within what all bodies may have together. */
  #withBody(
    server: RequestServer,
    request: IncomingMessage,
    response: ServerResponse,
    then: (value: Uint8Array) => void,
  ): void {
    // As if the body were as long as it may be: a length that is told need not be true.
    const reserved = requestLimits.valueBytes;
    if (this.#bodyBytes + reserved > edgeLimits.httpBodyBytes) {
      const refusal = refuse(
        'OVERLOADED',
        'too many bodies are being read',
        edgeLimits.httpBodyBytes,
        this.#bodyBytes + reserved,
      );
      sendError(response, refusalError(refusal, null, server.router.view));
      return;
    }
    this.#bodyBytes += reserved;
    response.once('close', () => {
      this.#bodyBytes -= reserved;
    });
    readBody(request, (value, error) => {
      if (error !== null) return;
      if (value === null) {
        const limit = requestLimits.valueBytes;
        const message = `the value is longer than the limit of ${limit} bytes`;
        response.setHeader('connection', 'close');
        sendError(
          response,
          errorDetail('VALUE_TOO_LARGE', 'NOT_EXECUTED', message, { limit, actual: limit + 1 }),
        );
        return;
      }
      then(value);
    });
  }
}

function get(
  server: RequestServer,
  request: IncomingMessage,
  key: Uint8Array,
  response: ServerResponse,
): void {
  run(server, requestHeaderOf(request.headers), { get: { key } }, response, ({ get: found }) => {
    if (found?.record) sendValue(response, found.record, found.header);
    else notThere(response, 'key not found', found?.header);
  });
}

function remove(
  server: RequestServer,
  request: IncomingMessage,
  key: Uint8Array,
  response: ServerResponse,
): void {
  const expect = expectationOf(request.headers);
  const operation = { delete: { key, expect } };
  run(server, requestHeaderOf(request.headers), operation, response, ({ delete: gone }) => {
    if (isQueued(gone)) return sendQueued(response, gone?.header);
    if (!gone?.succeeded) return conditionFailed(response, gone);
    const { header, deleted } = gone;
    const body = { deleted, revision: header?.revision, partition: header?.partition };
    sendJson(response, 200, body, header);
  });
}

/** One operation, as `unary` of the gRPC service runs it. */
function run(
  server: RequestServer,
  wireHeader: ringkv.v1.RequestHeader.$Properties,
  operation: WireOperation,
  response: ServerResponse,
  done: (result: Result) => void,
): void {
  const { router } = server;
  const context = readHeader(wireHeader);
  if (context.type === 'refused') {
    sendError(response, refusalError(context, null, router.view));
    return;
  }
  const batch = new RequestBatch(server, context, callerOf(response), (result) => {
    if (result.error) return sendError(response, result.error as ErrorDetail);
    addToken(
      (result.get ?? result.put ?? result.append ?? result.delete)?.header,
      context,
      router.view.clusterId,
    );
    done(result);
  });
  batch.submit(operation);
}

function scan(
  server: RequestServer,
  request: IncomingMessage,
  query: URLSearchParams,
  response: ServerResponse,
): void {
  const page = {
    header: requestHeaderOf(request.headers),
    prefix: new TextEncoder().encode(query.get('prefix') ?? ''),
    limit: countOf(query, 'limit'),
    pageToken: tokenBytes('page_token', query.get('page_token') ?? ''),
    keysOnly: isSet(query, 'keys_only'),
    reverse: isSet(query, 'reverse'),
    countOnly: isSet(query, 'count'),
  };
  scanPage(
    server,
    page,
    callerOf(response),
    Number.POSITIVE_INFINITY,
    edgeLimits,
    (error, found) => {
      if (error !== null) return sendError(response, error);
      const records = (found.records ?? []).map(({ key, value, ...rest }) => ({
        key: bytesJson(key),
        ...(page.keysOnly ? {} : { value: bytesJson(value) }),
        version: rest.version,
        createRevision: rest.createRevision,
        modRevision: rest.modRevision,
        expiresAt: rest.expiresAt || null,
      }));
      const nextPageToken = Buffer.from(found.nextPageToken ?? []).toString('base64url');
      const what = page.countOnly ? { count: found.count } : { records };
      const body = { ...what, nextPageToken, revisions: found.revisions ?? [] };
      sendJson(response, 200, body, found.header);
    },
  );
}

/** Its connection closed before the answer was written. */
function callerOf(response: ServerResponse): Caller {
  return {
    get cancelled() {
      return response.destroyed;
    },
  };
}

function isSet(query: URLSearchParams, name: string): boolean {
  return query.get(name) === 'true';
}

/** With ACCEPTED: nothing is known but where it is queued. */
function isQueued(
  answer: { header?: ringkv.v1.IResponseHeader | null } | null | undefined,
): boolean {
  return answer?.header?.outcome === Outcome.UNKNOWN;
}

function sendQueued(
  response: ServerResponse,
  header: ringkv.v1.IResponseHeader | null | undefined,
): void {
  sendJson(response, 202, { outcome: 'UNKNOWN', partition: header?.partition }, header);
}

function conditionFailed(
  response: ServerResponse,
  answer:
    | Pick<ringkv.v1.IPutResponse, 'header' | 'current'>
    | Pick<ringkv.v1.IDeleteResponse, 'header' | 'current'>
    | null
    | undefined,
): void {
  const { version, modRevision } = answer?.current ?? {};
  const current = answer?.current ? { version, modRevision } : null;
  const error = {
    code: 'ABORTED',
    reason: 'CONDITION_FAILED',
    message: 'condition failed',
    current,
  };
  sendExpected(response, 412, error, answer?.header);
}

function notThere(
  response: ServerResponse,
  message: string,
  header?: ringkv.v1.IResponseHeader | null,
): void {
  const reason = header ? 'KEY_NOT_FOUND' : 'NO_SUCH_PATH';
  sendExpected(response, 404, { code: 'NOT_FOUND', reason, message }, header);
}
