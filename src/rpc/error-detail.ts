import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { ringkv } from '#proto';

/** Trailing metadata of a failed call: an encoded ringkv.v1.ErrorDetail. */
export const errorDetailKey = 'ringkv-error-bin';

/** A failed call as grpc-js wants it, with the detail in its trailers. */
export function toServiceError(detail: ringkv.v1.IErrorDetail): Partial<ServiceError> {
  const metadata = new Metadata();
  const bytes = ringkv.v1.ErrorDetail.encode(detail).finish();
  metadata.set(errorDetailKey, Buffer.from(bytes));
  if (detail.retryAfterMs) metadata.set('grpc-retry-pushback-ms', String(detail.retryAfterMs));
  return { code: detail.code ?? status.UNKNOWN, details: detail.message ?? '', metadata };
}

/** The detail that a ringkv node attached to a failed call, or null when it never reached one. */
export function detailOf(error: ServiceError): ringkv.v1.ErrorDetail | null {
  const [bytes] = error.metadata?.get(errorDetailKey) ?? [];
  if (!(bytes instanceof Buffer)) return null;
  try {
    return ringkv.v1.ErrorDetail.decode(bytes);
  } catch {
    return null;
  }
}
