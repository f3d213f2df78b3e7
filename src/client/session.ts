import { ringkv } from '#proto';
import { fromHex, hex } from '../util/bytes.ts';
import { InvalidRequestError, invalidRequest } from './errors.ts';

/**
 * What one user of a cluster has seen of it, over any number of clients and processes: their own writes, and what they
 * read. Reads that carry it never show an older state. Pass it in the options of reads and writes alike.
 *
 * @example
 * const session = kv.session(request.cookies.seen);
 * await kv.put(['cart', user], 'full', { session });
 * const cart = await kv.get(['cart', user], { session }); // any replica, but never the cart before that
 * response.cookie('seen', session.token);
 */
export interface Session {
  /** What has been seen so far, as text that fits into a cookie or a header; for {@link RingKv.session}. */
  readonly token: string;
}

type Header = ringkv.v1.IResponseHeader | null | undefined;

/** The highest revision seen of each partition (R30). Revisions of one partition are comparable, others are not. */
export class SeenRevisions implements Session {
  readonly #clusterId: string;
  readonly #revisions = new Map<number, number>();

  constructor(clusterId: string, token: string | undefined) {
    this.#clusterId = clusterId;
    if (token === undefined || token === '') return;
    const { clusterId: of, revisions } = decoded(token);
    if (of !== clusterId) throw foreign(of, clusterId);
    for (const { partition, revision } of revisions) this.saw(partition ?? 0, revision ?? 0);
  }

  get token(): string {
    const revisions = [...this.#revisions].sort(([a], [b]) => a - b);
    const bytes = ringkv.v1.SessionToken.encode({
      clusterId: fromHex(this.#clusterId),
      revisions: revisions.map(([partition, revision]) => ({ partition, revision })),
    }).finish();
    return Buffer.from(bytes).toString('base64url');
  }

  /** As it goes to a server with a unary call. */
  get bytes(): Uint8Array {
    return Buffer.from(this.token, 'base64url');
  }

  revisionOf(partition: number): number {
    return this.#revisions.get(partition) ?? 0;
  }

  saw(partition: number, revision: number): void {
    if (revision > this.revisionOf(partition)) this.#revisions.set(partition, revision);
  }

  heard(header: Header): void {
    if (header) this.saw(header.partition ?? 0, header.revision ?? 0);
  }
}

/** The implementation behind the option, which callers cannot make themselves. */
export function seenBy(session: Session | undefined): SeenRevisions | null {
  if (session === undefined) return null;
  if (session instanceof SeenRevisions) return session;
  throw invalidRequest('session must come from kv.session()');
}

function decoded(token: string): {
  clusterId: string;
  revisions: readonly ringkv.v1.IPartitionRevision[];
} {
  try {
    const bytes = Buffer.from(token, 'base64url');
    const { clusterId, revisions } = ringkv.v1.SessionToken.decode(bytes);
    if (clusterId?.length !== 0)
      return { clusterId: hex(clusterId ?? new Uint8Array()), revisions: revisions ?? [] };
  } catch {
    // As below: whoever reads the message wants to know of the token, not of its encoding.
  }
  throw invalidRequest('The session token is not one');
}

function foreign(of: string, here: string): InvalidRequestError {
  return new InvalidRequestError(
    `The session token is of cluster ${of}, this is ${here}: begin a new session`,
    {
      code: 'FAILED_PRECONDITION',
      reason: 'TOKEN_FOREIGN_CLUSTER',
      outcome: 'not_executed',
    },
  );
}
