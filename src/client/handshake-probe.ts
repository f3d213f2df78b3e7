import { isIP } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import type { ClientTls } from './client-tls.ts';
import {
  type HandshakeFault,
  serverCertificateFault,
  tlsNotSpoken,
  tlsRequired,
} from './handshake-fault.ts';

/**
 * One handshake beside gRPC, to learn why its own failed: grpc-js says of most of them no more than that a connection was
 * reset. Null when TLS is not to blame, or nobody answers within `timeoutMs`.
 */
export function probeHandshake(
  address: string,
  tls: ClientTls | null,
  timeoutMs: number,
): Promise<HandshakeFault | null> {
  return new Promise((resolve) => {
    const { host, port } = hostPortOf(address);
    const socket = connect({ host, port, ...optionsFor(tls, host) });
    const end = (fault: HandshakeFault | null): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(fault);
    };
    const timer = setTimeout(() => end(null), timeoutMs);
    socket.once('secureConnect', () => {
      end(
        tls === null ? tlsRequired(address) : certificateFault(address, tls.nameFor(host), socket),
      );
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      end(tls === null ? null : failureFault(address, error));
    });
  });
}

/** Every certificate is taken, so that it can be looked at. */
function optionsFor(tls: ClientTls | null, host: string): ConnectionOptions {
  const options: ConnectionOptions = { rejectUnauthorized: false, ALPNProtocols: ['h2'] };
  const name = tls === null ? (isIP(host) === 0 ? host : null) : tls.indicatedName(host);
  return {
    ...options,
    ...(name !== null && { servername: name }),
    ...(tls !== null && {
      secureContext: tls.context(),
      checkServerIdentity: (_, certificate) => tls.checkIdentity(host, certificate),
    }),
  };
}

function certificateFault(
  address: string,
  wanted: string,
  socket: TLSSocket,
): HandshakeFault | null {
  if (socket.authorized) return null;
  const { subjectaltname = '', valid_from, valid_to } = socket.getPeerCertificate();
  return serverCertificateFault(address, {
    // Declared an Error, but a code.
    error: String(socket.authorizationError),
    validFrom: valid_from,
    validTo: valid_to,
    names: subjectaltname,
    wanted,
  });
}

/** A plain server sends what is no record of TLS; whoever hangs up gives no reason. */
function failureFault(
  address: string,
  { code = '', message }: NodeJS.ErrnoException,
): HandshakeFault | null {
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|BAD_RECORD_TYPE/.test(code)) {
    return tlsNotSpoken(address);
  }
  if (!/^ERR_SSL_|^EPROTO$/.test(code)) return null;
  const line = message.replace(/\s+/g, ' ').trim();
  return {
    reason: 'TLS_FAILED',
    code: 'UNAVAILABLE',
    message: `TLS with ${address} failed: ${line}`,
  };
}

function hostPortOf(address: string): { readonly host: string; readonly port: number } {
  const at = address.lastIndexOf(':');
  const host = address.slice(0, at).replace(/^\[|\]$/g, '');
  return { host, port: Number(address.slice(at + 1)) };
}

/** The host of `host:port`, as a certificate names it. */
export function hostOf(address: string): string {
  return hostPortOf(address).host;
}
