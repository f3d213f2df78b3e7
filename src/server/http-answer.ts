import type { ServerResponse } from 'node:http';
import { status } from '@grpc/grpc-js';
import { ringkv } from '#proto';
import { fromUtf8 } from '../util/bytes.ts';
import type { ErrorDetail } from './errors.ts';
import type { ResponseHeader } from './results.ts';

/** What an answer says besides its body; the names are those of the proto, with dashes. */
type Headers = Record<string, string>;

/** The status of each gRPC code, as far as errors of ours have it. */
const statusOfCode: Readonly<Record<number, number>> = {
  [status.INVALID_ARGUMENT]: 400,
  [status.UNAUTHENTICATED]: 401,
  [status.PERMISSION_DENIED]: 403,
  [status.NOT_FOUND]: 404,
  [status.FAILED_PRECONDITION]: 409,
  [status.RESOURCE_EXHAUSTED]: 429,
  [status.UNAVAILABLE]: 503,
  [status.DEADLINE_EXCEEDED]: 504,
};

/** Where the reason says more than the code. */
const statusOfReason: Readonly<Partial<Record<ringkv.v1.Reason, number>>> = {
  [ringkv.v1.Reason.VALUE_TOO_LARGE]: 413,
  [ringkv.v1.Reason.SPACE_QUOTA]: 507,
};

export function sendValue(
  response: ServerResponse,
  record: ringkv.v1.IRecord,
  header: ResponseHeader | null | undefined,
): void {
  const value = record.value ?? new Uint8Array(0);
  send(response, 200, 'application/octet-stream', value, {
    ...servedHeaders(header),
    etag: `"${record.modRevision ?? 0}"`,
    'ringkv-version': `${record.version ?? 0}`,
    'ringkv-create-revision': `${record.createRevision ?? 0}`,
    'ringkv-mod-revision': `${record.modRevision ?? 0}`,
    ...(record.expiresAt ? { 'ringkv-expires-at': `${record.expiresAt}` } : {}),
  });
}

export function sendJson(
  response: ServerResponse,
  code: number,
  body: object,
  header: ResponseHeader | null | undefined,
): void {
  const headers = servedHeaders(header);
  send(response, code, 'application/json', `${JSON.stringify(body)}\n`, headers);
}

/** A failure, in the words of gRPC: the same code, reason and outcome, and what the header says. */
export function sendError(response: ServerResponse, detail: ErrorDetail): void {
  const { code = status.UNKNOWN, reason = 0, outcome = 0 } = detail;
  const http = statusOfReason[reason ?? 0] ?? statusOfCode[code ?? status.UNKNOWN] ?? 500;
  const error = {
    code: status[code ?? status.UNKNOWN],
    reason: ringkv.v1.Reason[reason ?? 0],
    outcome: ringkv.v1.Outcome[outcome ?? 0],
    message: detail.message ?? '',
    ...(detail.leaderAddress ? { leaderAddress: detail.leaderAddress } : {}),
    ...(detail.limit ? { limit: detail.limit, actual: detail.actual } : {}),
  };
  const headers = servedHeaders(detail.header);
  if (detail.retryAfterMs) headers['retry-after'] = `${Math.ceil(detail.retryAfterMs / 1_000)}`;
  send(response, http, 'application/json', `${JSON.stringify({ error })}\n`, headers);
}

/** Expected outcomes that HTTP has a status for: no such key, a condition that failed. */
export function sendExpected(
  response: ServerResponse,
  code: 404 | 412,
  error: object,
  header: ResponseHeader | null | undefined,
): void {
  sendJson(response, code, { error: { outcome: 'NOT_EXECUTED', ...error } }, header);
}

/** Text where the bytes are UTF-8, else `{"base64": "..."}`, as kvctl shows them. */
export function bytesJson(bytes: Uint8Array | null | undefined): string | { base64: string } {
  const all = bytes ?? new Uint8Array(0);
  const hasMark = all[0] === 0xef && all[1] === 0xbb && all[2] === 0xbf;
  try {
    // A byte order mark would be dropped.
    if (!hasMark) return fromUtf8(all);
  } catch {
    // No text.
  }
  return { base64: Buffer.from(all).toString('base64') };
}

function servedHeaders(header: ResponseHeader | null | undefined): Headers {
  if (!header) return {};
  const headers: Headers = {
    'ringkv-partition': `${header.partition ?? 0}`,
    'ringkv-term': `${header.term ?? 0}`,
    'ringkv-partition-time-ms': `${header.partitionTimeMs ?? 0}`,
    'ringkv-served-by': `${header.servedBy ?? 0}`,
    'ringkv-role': (ringkv.v1.Role[header.role ?? 0] ?? '').toLowerCase(),
  };
  // None with ACCEPTED.
  if (!header.outcome) headers['ringkv-revision'] = `${header.revision ?? 0}`;
  if (header.level) {
    headers['ringkv-level'] = ringkv.v1.ReadConsistency[header.level] ?? '';
    headers['ringkv-staleness-ms'] = `${header.stalenessMs ?? -1}`;
  }
  if (header.requestId) headers['x-request-id'] = header.requestId;
  if (header.sessionToken?.length) {
    headers['ringkv-session'] = Buffer.from(header.sessionToken).toString('base64url');
  }
  if (header.warnings?.length) headers['ringkv-warnings'] = header.warnings.join('; ');
  if (header.ackedBy?.length) headers['ringkv-acked-by'] = header.ackedBy.join(',');
  if (header.deduplicated) headers['ringkv-deduplicated'] = 'true';
  if (header.replayed) headers['ringkv-replayed'] = 'true';
  return headers;
}

function send(
  response: ServerResponse,
  code: number,
  type: string,
  body: string | Uint8Array,
  headers: Headers,
): void {
  if (response.headersSent) return;
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
  response.writeHead(code, { ...headers, 'content-type': type, 'content-length': length });
  response.end(body);
}
