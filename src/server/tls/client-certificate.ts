import type { TLSSocket } from 'node:tls';
import type { CertificateFault, CertificateRefusal } from '../../rpc/index.ts';
import type { ClientAuth } from './client-auth.ts';

/**
 * What is wrong with the certificate on the other end, after the handshake. A handshake that fails on this side can tell
 * the other end at most a number, and in TLS 1.3 only once it believes to be through: so every handshake is taken, and
 * who is refused is told why.
 */
export function certificateRefusal(
  socket: TLSSocket,
  clientAuth: ClientAuth,
): CertificateRefusal | null {
  if (socket.authorized) return null;
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return clientAuth === 'require' ? missing : null;
  // Node.js declares an Error here and gives OpenSSL's code.
  const why = String(socket.authorizationError);
  const [fault, text] = faults[why] ?? ['unusable', `is refused (${why})`];
  return {
    fault,
    message: `the certificate of the client (${named(certificate.subject)}) ${text}`,
  };
}

const missing: CertificateRefusal = {
  fault: 'missing',
  message:
    'this node takes only clients with a certificate that its authority has signed: give one and its key',
};

const untrusted = ['untrusted', 'is signed by no authority that this node trusts'] as const;

const faults: Readonly<Record<string, readonly [fault: CertificateFault, text: string]>> = {
  CERT_HAS_EXPIRED: ['expired', 'has expired: renew it'],
  CERT_NOT_YET_VALID: ['not_yet_valid', 'is not valid yet: compare the clocks'],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  CERT_SIGNATURE_FAILURE: untrusted,
  INVALID_PURPOSE: [
    'unusable',
    'is not made for clients (no clientAuth in its extended key usage)',
  ],
};

/** Whoever made it wrote what they liked: one short line of plain characters. */
function named(subject: string): string {
  const line = subject.replace(/\n/g, ', ').replace(/[^\x20-\x7e]/g, '?');
  return line.length > 100 ? `${line.slice(0, 97)}...` : line;
}
