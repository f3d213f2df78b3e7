import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { ringkv } from '#proto';
import { toServiceError } from './error-detail.ts';

/** Why a node does not take what a caller's certificate says. */
export type CertificateFault = 'missing' | 'expired' | 'not_yet_valid' | 'untrusted' | 'unusable';

/** Trailing metadata of a call that was refused for the certificate of its connection: a {@link CertificateFault}. */
const certificateKey = 'ringkv-certificate';

export interface CertificateRefusal {
  readonly fault: CertificateFault;
  /** One line for people. */
  readonly message: string;
}

/** Nothing runs on such a connection, so the outcome is definite. */
export function certificateError({ fault, message }: CertificateRefusal): Partial<ServiceError> {
  const code = status.UNAUTHENTICATED;
  const outcome = ringkv.v1.Outcome.NOT_EXECUTED;
  const error = toServiceError({ code, outcome, message });
  const metadata = error.metadata ?? new Metadata();
  metadata.set(certificateKey, fault);
  return { ...error, metadata };
}

/** What a node had against the certificate of this connection, or null when the error is about something else. */
export function certificateRefusalOf(error: ServiceError): CertificateRefusal | null {
  if (error.code !== status.UNAUTHENTICATED) return null;
  const [fault] = error.metadata?.get(certificateKey) ?? [];
  if (typeof fault !== 'string') return null;
  return { fault: fault as CertificateFault, message: error.details };
}
