import { ringkv } from '#proto';
import { equalBytes } from '../util/bytes.ts';
import { clusterLimits, requestLimits } from '../util/limits.ts';
import { type Refusal, refuse } from './errors.ts';
import type { ReadLevel } from './host/operation.ts';
import { invalid, plainBytes, safeCount } from './validate.ts';

/** What a session has seen: the highest revision of each partition that it heard of (R30). */
export interface SessionSeen {
  readonly type: 'session';
  readonly clusterId: Uint8Array;
  readonly revisions: ReadonlyMap<number, number>;
}

/** A token as it came; null for none. Throws nothing: what cannot be read is refused. */
export function readSessionToken(token: Uint8Array): SessionSeen | Refusal | null {
  if (token.length === 0) return null;
  const { sessionTokenBytes } = requestLimits;
  if (token.length > sessionTokenBytes) {
    const message = `session_token has ${token.length} bytes, the limit is ${sessionTokenBytes}`;
    return refuse('INVALID_REQUEST', message, sessionTokenBytes, token.length);
  }
  let decoded: ringkv.v1.SessionToken.$Properties;
  try {
    decoded = ringkv.v1.SessionToken.decode(token);
  } catch {
    return malformed;
  }
  const revisions = new Map<number, number>();
  for (const { partition = 0, revision } of decoded.revisions ?? []) {
    const wrong = safeCount(revision, 'a revision of session_token');
    if (wrong !== null) return wrong;
    if (partition === null || partition >= clusterLimits.partitions) return malformed;
    revisions.set(partition, Math.max(revisions.get(partition) ?? 0, revision ?? 0));
  }
  return { type: 'session', clusterId: plainBytes(decoded.clusterId), revisions };
}

/** A session goes on where it began: revisions of another cluster mean nothing here (R37). */
export function checkSession(session: SessionSeen | null, clusterId: Uint8Array): Refusal | null {
  if (session === null || equalBytes(session.clusterId, clusterId)) return null;
  return refuse('TOKEN_FOREIGN_CLUSTER', 'session_token was given by another cluster');
}

/** The token of a session that has now also seen these. */
function writeSessionToken(
  session: SessionSeen | null,
  clusterId: Uint8Array,
  seen: readonly ringkv.v1.PartitionRevision.$Properties[],
): Uint8Array {
  const revisions = new Map(session?.revisions);
  for (const { partition, revision } of seen) {
    const before = revisions.get(partition ?? 0) ?? 0;
    revisions.set(partition ?? 0, Math.max(before, revision ?? 0));
  }
  const sorted = [...revisions].sort(([a], [b]) => a - b);
  return ringkv.v1.SessionToken.encode({
    clusterId,
    revisions: sorted.map(([partition, revision]) => ({ partition, revision })),
  }).finish();
}

/** Whoever names a session, or begins one, gets its token back: with what the answer shows, or all its parts. */
export function addToken(
  header: ringkv.v1.IResponseHeader | null | undefined,
  { session, level }: { readonly session: SessionSeen | null; readonly level: ReadLevel },
  clusterId: Uint8Array,
  seen: readonly ringkv.v1.PartitionRevision.$Properties[] = header ? [header] : [],
): void {
  if (!header || (session === null && level !== 'session')) return;
  header.sessionToken = writeSessionToken(session, clusterId, seen);
}

const malformed = invalid('session_token is malformed');
