import type { CertificateFault, CertificateRefusal } from '../rpc/index.ts';
import { TlsError } from './errors.ts';

/** Why a connection does not get through TLS, and will not until somebody changes something. */
export interface HandshakeFault {
  readonly reason: TlsReason;
  /** gRPC status name. */
  readonly code: 'UNAVAILABLE' | 'UNAUTHENTICATED';
  /** One line that says what to do. */
  readonly message: string;
}

export type TlsReason =
  | 'TLS_REQUIRED'
  | 'TLS_NOT_SPOKEN'
  | 'TLS_UNKNOWN_AUTHORITY'
  | 'TLS_CERTIFICATE_EXPIRED'
  | 'TLS_CERTIFICATE_NOT_YET_VALID'
  | 'TLS_WRONG_HOST'
  | 'TLS_CLIENT_CERTIFICATE_MISSING'
  | 'TLS_CLIENT_CERTIFICATE_REFUSED'
  | 'TLS_FAILED';

export function tlsRequired(address: string): HandshakeFault {
  const message = `${address} speaks TLS: give tls with the authority of its certificate (kvctl --tls-ca)`;
  return { reason: 'TLS_REQUIRED', code: 'UNAVAILABLE', message };
}

export function tlsNotSpoken(address: string): HandshakeFault {
  const message = `${address} does not speak TLS: leave tls out, or start the node with --tls-cert`;
  return { reason: 'TLS_NOT_SPOKEN', code: 'UNAVAILABLE', message };
}

/** What a node's certificate looks like to this client. */
export interface ServerCertificate {
  /** OpenSSL's, or that of Node.js. */
  readonly error: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly names: string;
  /** That it should have. */
  readonly wanted: string;
}

export function serverCertificateFault(
  address: string,
  { error, validFrom, validTo, names, wanted }: ServerCertificate,
): HandshakeFault {
  const of = `the certificate of ${address}`;
  const code = 'UNAVAILABLE';
  switch (error) {
    case 'CERT_HAS_EXPIRED': {
      const message = `${of} or its authority has expired (it ended ${validTo}): renew it at the node`;
      return { reason: 'TLS_CERTIFICATE_EXPIRED', code, message };
    }
    case 'CERT_NOT_YET_VALID': {
      const message = `${of} is not valid before ${validFrom}: compare the clocks`;
      return { reason: 'TLS_CERTIFICATE_NOT_YET_VALID', code, message };
    }
    case 'ERR_TLS_CERT_ALTNAME_INVALID': {
      const message =
        `${of} is not for ${wanted} but for ${names || 'no name'}: connect by a name of it, ` +
        'or give tls.serverName (kvctl --tls-server-name)';
      return { reason: 'TLS_WRONG_HOST', code, message };
    }
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'CERT_SIGNATURE_FAILURE': {
      const message =
        `${of} is signed by no authority that this client trusts: ` +
        'give the one that signed it (tls.ca, kvctl --tls-ca)';
      return { reason: 'TLS_UNKNOWN_AUTHORITY', code, message };
    }
    default:
      return { reason: 'TLS_FAILED', code, message: `${of} is refused: ${error}` };
  }
}

/** A node said what it has against the certificate of this client, or that there is none. */
export function clientCertificateFault(
  address: string,
  { fault, message }: CertificateRefusal,
): HandshakeFault {
  const flags = '(tls.cert and tls.key, kvctl --tls-cert and --tls-key)';
  const reason = clientReasons[fault] ?? 'TLS_CLIENT_CERTIFICATE_REFUSED';
  return { reason, code: 'UNAUTHENTICATED', message: `${address} says: ${message} ${flags}` };
}

const clientReasons: Partial<Record<CertificateFault, TlsReason>> = {
  missing: 'TLS_CLIENT_CERTIFICATE_MISSING',
};

export function tlsErrorOf({ reason, code, message }: HandshakeFault): TlsError {
  const outcome = 'not_executed';
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return new TlsError(text, { code, reason, outcome, retryable: false });
}
