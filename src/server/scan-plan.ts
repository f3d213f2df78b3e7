import type { ringkv } from '#proto';
import { fixesRouting, partitionOf } from '../ring/index.ts';
import { requestLimits } from '../util/limits.ts';
import { checkCount } from './decode-operation.ts';
import type { EdgeLimits } from './edge-limits.ts';
import type { Refusal } from './errors.ts';
import type { PagePosition, ScanShape } from './page-token.ts';
import type { RequestServer } from './request-batch.ts';
import type { RequestContext } from './request-header.ts';
import { checkNoSequence } from './unary.ts';
import { checkKeyPart, plainBytes, safeCount } from './validate.ts';

/** A request for a page, checked. */
export interface ScanPlan {
  readonly type: 'plan';
  readonly shape: ScanShape;
  /** Of the page token; null for the first page. */
  readonly position: PagePosition | null;
  readonly limit: number;
  /** Those that can hold keys of the prefix, ascending. */
  readonly partitions: readonly number[];
}

export function planScan(
  { router, hash, tokens }: RequestServer,
  request: ringkv.v1.ScanRequest.$Properties,
  context: RequestContext,
  limits: EdgeLimits,
): ScanPlan | Refusal {
  const { view } = router;
  const prefix = plainBytes(request.prefix);
  const token = plainBytes(request.pageToken);
  const keysOnly = request.keysOnly ?? false;
  const reverse = request.reverse ?? false;
  const countOnly = request.countOnly ?? false;
  const shape = { prefix, reverse, keysOnly, countOnly };
  const wrong =
    checkNoSequence(context) ??
    checkKeyPart(prefix, 'the prefix') ??
    safeCount(request.limit, 'limit') ??
    (countOnly ? checkCount(request) : null);
  if (wrong !== null) return wrong;
  const position = token.length === 0 ? null : tokens.read(token, shape);
  if (position?.type === 'refused') return position;
  const { countPageEntries, scanPageEntries } = requestLimits;
  const limit = countOnly
    ? Math.min(request.limit || countPageEntries, countPageEntries)
    : Math.min(request.limit || limits.scanPageDefault, scanPageEntries);
  // Before the first topology no partition can be named; admission then answers NOT_READY for partition 0.
  const partitions = fixesRouting(prefix)
    ? [view.partitions === 0 ? 0 : partitionOf(prefix, view.partitions, hash)]
    : Array.from({ length: Math.max(1, view.partitions) }, (_, partition) => partition);
  return { type: 'plan', shape, position, limit, partitions };
}
