import type { ringkv } from '#proto';
import { clusterService } from '../rpc/index.ts';
import { askLeader } from './ask-leader.ts';
import type { ClusterServiceOptions } from './cluster-service.ts';
import { type ErrorDetail, errorDetail, outcomeName } from './errors.ts';
import type { SettingsDone } from './meta-settings.ts';
import type { RequestContext } from './request-header.ts';
import { refusalHeader } from './results.ts';
import { refusalError } from './router.ts';
import type { ClusterSettings, TopologyView } from './topology-view.ts';
import { checkNoSequence } from './unary.ts';
import { invalid } from './validate.ts';

/** Writes settings where the meta group is led; `timeoutMs` from now. */
export type SettingsWriter = (
  change: Partial<ClusterSettings>,
  timeoutMs: number,
  done: SettingsDone,
) => void;

type Request = ringkv.v1.ChangeSettingsRequest.$Properties;
type Response = ringkv.v1.ChangeSettingsResponse.$Properties;
type Done = (error: ErrorDetail | null, response: Response) => void;

/** Any node takes the request; the leader of the meta group does it. */
export function changeSettings(
  options: ClusterServiceOptions,
  request: Request,
  context: RequestContext,
  timeoutMs: number,
  done: Done,
): void {
  const { router, settings } = options;
  const { host, view } = router;
  const { acceptedWrites } = request;
  const header = refusalHeader(context, view);
  const wrong =
    checkNoSequence(context) ??
    (typeof acceptedWrites === 'boolean' ? null : invalid('the request names no setting'));
  if (wrong !== null) done(refusalError(wrong, context, view), {});
  else if (!host.leads(0)) changeElsewhere(options, request, context, timeoutMs, done);
  else {
    settings({ acceptedWrites: acceptedWrites === true }, timeoutMs, (changed) => {
      if (changed.type === 'changed') {
        done(null, { settings: changed.settings, epoch: changed.epoch });
        return;
      }
      const { reason, outcome, message } = changed;
      done(errorDetail(reason, outcomeName(outcome), message, { header }), {});
    });
  }
}

function changeElsewhere(
  options: ClusterServiceOptions,
  request: Request,
  context: RequestContext,
  timeoutMs: number,
  done: Done,
): void {
  const { host, view } = options.router;
  const header = refusalHeader(context, view);
  const leader = metaLeader(host.leaderOf(0), view);
  const method = clusterService.changeSettings;
  const call = { method, request, context, timeoutMs, leader, of: 'the meta group', header };
  askLeader(options, call, (error, response) => done(error, response ?? {}));
}

/** A node without a replica of the meta group asks one that has one: that knows its leader. */
function metaLeader(believed: number, view: TopologyView): number {
  if (believed !== 0) return believed;
  const voters = (view.message()?.meta?.replicas ?? []).map(({ memberId }) => memberId ?? 0);
  return voters.includes(view.self) ? 0 : (voters[0] ?? 0);
}
