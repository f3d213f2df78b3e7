import { performServerHandshake, type ServerHttp2Stream } from 'node:http2';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import type { Metadata, ServiceError } from '@grpc/grpc-js';
import { type CertificateRefusal, certificateError } from '../../rpc/index.ts';
import type { Clock } from '../../util/clock.ts';
import { edgeLimits } from '../edge-limits.ts';
import type { NodeTls } from './node-tls.ts';

/**
 * The TLS side of the gRPC port. Who shows no good certificate never reaches the services: every call on such a connection
 * is answered here, with the reason, and after a while the connection is closed.
 *
 *   handshake ── fine ──▶ `admit`: the gRPC server
 *       └────── refused ──▶ UNAUTHENTICATED for every call, closed after `tlsRefusedMs`
 */
export class TlsDoor {
  readonly #tls: NodeTls;
  readonly #clock: Clock;
  #refused = 0;

  constructor(tls: NodeTls, clock: Clock) {
    this.#tls = tls;
    this.#clock = clock;
  }

  createServer(options: { readonly noDelay: boolean }, admit: (socket: TLSSocket) => void): Server {
    const server = createServer({
      ...options,
      ...this.#tls.serverOptions(),
      ALPNProtocols: ['h2'],
    });
    this.#tls.guard(server, 'grpc', (socket, refusal) => {
      // Whoever uses the socket hears its end; a reset is no error of ours.
      socket.on('error', () => {});
      if (refusal === null) admit(socket);
      else this.#refuse(socket, refusal);
    });
    return server;
  }

  #refuse(socket: TLSSocket, refusal: CertificateRefusal): void {
    this.#tls.refused('grpc', refusal, socket.remoteAddress);
    if (this.#refused >= edgeLimits.tlsRefused) {
      socket.destroy();
      return;
    }
    this.#refused++;
    const timer = this.#clock.timer(edgeLimits.tlsRefusedMs, () => socket.destroy());
    socket.once('close', () => {
      this.#refused--;
      timer.cancel();
    });
    const session = performServerHandshake(socket, { settings: { maxConcurrentStreams: 16 } });
    session.on('error', () => socket.destroy());
    session.on('stream', (stream) => refuseCall(stream, refusal));
  }
}

/** A response of trailers alone, as gRPC has it for a call that never began. */
function refuseCall(stream: ServerHttp2Stream, refusal: CertificateRefusal): void {
  const { code, details, metadata } = certificateError(refusal) as Required<
    Pick<ServiceError, 'code' | 'details'>
  > & { metadata: Metadata };
  stream.on('error', () => {});
  // Nobody reads what was asked.
  stream.resume();
  stream.respond(
    {
      ...metadata.toHttp2Headers(),
      ':status': 200,
      'content-type': 'application/grpc',
      'grpc-status': String(code),
      'grpc-message': encodeURI(details),
    },
    { endStream: true },
  );
}
