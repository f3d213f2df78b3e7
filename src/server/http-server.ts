import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { CertificateRefusal } from '../rpc/index.ts';
import { edgeLimits } from './edge-limits.ts';
import type { HttpKv } from './http-kv.ts';
import { ListenError } from './listen-error.ts';
import type { Readiness } from './readiness.ts';
import type { NodeTls } from './tls/node-tls.ts';

export interface HttpServerOptions {
  /** The text of `/metrics`. */
  readonly metrics: () => Promise<string>;
  readonly readiness: Readiness;
  /** Answers below /v1/. */
  readonly kv: HttpKv;
  /** Without it: plain HTTP. */
  readonly tls?: NodeTls | null;
}

/**
 * The port for operators, and for curl (`/v1/`, see {@link HttpKv}): `/metrics`, `/livez` (the process answers) and `/readyz` (send it requests). `?verbose`
 * lists the checks, one a line. Who must show a certificate and does not still gets `/livez` and `/readyz`: what watches over
 * processes has none.
 */
export class HttpServer {
  readonly #server: Server;

  constructor(options: HttpServerOptions) {
    const timeouts = { requestTimeout: edgeLimits.httpRequestMs };
    const { tls = null } = options;
    this.#server =
      tls === null
        ? createServer(timeouts, (request, response) => serve(options, request, response))
        : secureServer(options, tls, timeouts);
    this.#server.maxConnections = edgeLimits.httpConnections;
  }

  /** Resolves with the port. Rejects with {@link ListenError}. */
  listen(host: string, port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const failed = (error: Error): void => reject(new ListenError(`${host}:${port}`, error));
      this.#server.once('error', failed);
      this.#server.listen(port, host, () => {
        this.#server.off('error', failed);
        resolve((this.#server.address() as AddressInfo).port);
      });
    });
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}

const prometheusText = 'text/plain; version=0.0.4; charset=utf-8';
const plainText = 'text/plain; charset=utf-8';

function secureServer(options: HttpServerOptions, tls: NodeTls, timeouts: ServerOptions): Server {
  const refused = new WeakMap<Socket, CertificateRefusal>();
  const server = createSecureServer(
    { ...timeouts, ...tls.serverOptions() },
    (request, response) => {
      const refusal = refused.get(request.socket);
      if (refusal === undefined || isProbe(request)) {
        serve(options, request, response);
        return;
      }
      tls.refused('http', refusal, request.socket.remoteAddress);
      sendRefusal(response, request, refusal.message);
    },
  );
  tls.guard(server, 'http', (socket, refusal) => {
    if (refusal !== null) refused.set(socket, refusal);
  });
  return server;
}

/** Below /v1/ errors are JSON (`http-answer.ts`). */
function sendRefusal(response: ServerResponse, { url }: IncomingMessage, message: string): void {
  if (!url?.startsWith('/v1/')) {
    send(response, 401, plainText, `${message}\n`);
    return;
  }
  const error = { code: 'UNAUTHENTICATED', outcome: 'NOT_EXECUTED', message };
  send(response, 401, 'application/json', `${JSON.stringify({ error })}\n`);
}

function isProbe({ url = '' }: IncomingMessage): boolean {
  return /^\/(livez|readyz)(\?|$)/.test(url);
}

function serve(
  { metrics, readiness, kv }: HttpServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (request.url?.startsWith('/v1/')) {
    kv.serve(request, response);
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    send(response, 405, plainText, 'method not allowed\n');
    return;
  }
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  const verbose = new URLSearchParams(query).has('verbose');
  switch (path) {
    case '/metrics':
      metrics().then(
        (text) => send(response, 200, prometheusText, text),
        () => send(response, 500, plainText, 'metrics could not be collected\n'),
      );
      return;
    case '/livez':
      send(response, 200, plainText, verbose ? 'process ok\nlivez ok\n' : 'ok\n');
      return;
    case '/readyz': {
      const ready = readiness.ready();
      send(response, ready ? 200 : 503, plainText, readyText(readiness, ready, verbose));
      return;
    }
    default:
      send(response, 404, plainText, 'not found\n');
  }
}

function readyText(readiness: Readiness, ready: boolean, verbose: boolean): string {
  const verdict = ready ? 'ok' : 'not ready';
  if (!verbose) return `${verdict}\n`;
  const lines = readiness
    .checks()
    .map(({ name, ok, detail }) => `${name} ${ok ? 'ok' : 'failed'}: ${detail}`);
  return `${[...lines, `readyz ${verdict}`].join('\n')}\n`;
}

function send(response: ServerResponse, code: number, type: string, text: string): void {
  response.writeHead(code, { 'content-type': type, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
