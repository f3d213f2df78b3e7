import type { ringkv } from '#proto';
import { detailOf, type Method } from '../rpc/index.ts';
import { serverLimits } from '../util/limits.ts';
import type { ClusterServiceOptions } from './cluster-service.ts';
import { type ErrorDetail, errorDetail } from './errors.ts';
import type { RequestContext } from './request-header.ts';
import type { ResponseHeader } from './results.ts';
import { dialAddress, memberName } from './topology-view.ts';

type WithHeader = { header?: ringkv.v1.RequestHeader.$Properties | null };

/** A request that only the leader of something can do, at a node that does not lead it. */
export interface LeaderCall<Request extends WithHeader, Response extends object> {
  readonly method: Method<Request, Response>;
  readonly request: Request;
  readonly context: RequestContext;
  readonly timeoutMs: number;
  /** Member id, 0 for unknown. */
  readonly leader: number;
  /** What it leads, for messages. */
  readonly of: string;
  readonly header: ResponseHeader;
}

/** Sends it on, or says why not (R4). After it was sent on, nobody knows what became of it but the leader (R38). */
export function askLeader<Request extends WithHeader, Response extends object>(
  { router, calls, overrides }: ClusterServiceOptions,
  call: LeaderCall<Request, Response>,
  done: (error: ErrorDetail | null, response: Response | null) => void,
): void {
  const { view } = router;
  const { method, request, context, timeoutMs, leader, of, header } = call;
  const address = leader === view.self ? null : dialAddress(view, overrides, leader);
  if (address === null) {
    const message = `nobody is known to lead ${of} now`;
    done(errorDetail('NO_LEADER', 'NOT_EXECUTED', message, { header }), null);
  } else if (context.direct) {
    const leaderAddress = view.address(leader) ?? '';
    const message = `this node does not lead ${of}`;
    const more = { header, leader, leaderAddress };
    done(errorDetail('NOT_LEADER', 'NOT_EXECUTED', message, more), null);
  } else if (context.hops >= serverLimits.hops) {
    const message = 'the request was sent on too often';
    done(errorDetail('TOO_MANY_HOPS', 'NOT_EXECUTED', message, { header, leader }), null);
  } else {
    const forwarded = { ...request, header: { ...request.header, hops: context.hops + 1 } };
    const target = { name: memberName(view, leader), address };
    calls.call(target, method, forwarded, timeoutMs, (error, response) => {
      if (error === null && response !== null) {
        done(null, response);
        return;
      }
      const message = `node ${leader} did not answer: ${error?.details ?? 'no response'}`;
      const lost = errorDetail('FORWARD_LOST', 'UNKNOWN', message, { header });
      done((error === null ? null : detailOf(error)) ?? lost, null);
    });
  }
}
