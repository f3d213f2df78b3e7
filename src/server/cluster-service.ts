import type { ringkv } from '#proto';
import { clusterService } from '../rpc/index.ts';
import { askLeader } from './ask-leader.ts';
import { askEveryNode, type NodesToAsk } from './ask-nodes.ts';
import { clusterStatus, nodeStatus } from './cluster-status.ts';
import { type EdgeLimits, edgeLimits } from './edge-limits.ts';
import { type ErrorDetail, errorDetail } from './errors.ts';
import { hashReport } from './hash-report.ts';
import type { PeerCalls } from './peer-calls.ts';
import { type RequestContext, readHeader } from './request-header.ts';
import { refusalHeader } from './results.ts';
import { type Router, refusalError } from './router.ts';
import { changeSettings, type SettingsWriter } from './settings-service.ts';
import type { PeerOverrides } from './topology-view.ts';
import { checkNoSequence, failCall, grpcTimeoutMs, timeoutOf, type UnaryHandler } from './unary.ts';
import { checkPartition, invalid, safeCount } from './validate.ts';

type V1 = typeof ringkv.v1;
type Wire<M extends keyof V1> = V1[M] extends { encode(message: infer T): unknown } ? T : never;
type Handler<Q extends keyof V1, S extends keyof V1> = UnaryHandler<Wire<Q>, Wire<S>>;

export interface ClusterHandlers {
  readonly getTopology: Handler<'GetTopologyRequest', 'GetTopologyResponse'>;
  readonly getStatus: Handler<'GetStatusRequest', 'GetStatusResponse'>;
  readonly getNodeStatus: Handler<'GetNodeStatusRequest', 'GetNodeStatusResponse'>;
  readonly getHashes: Handler<'GetHashesRequest', 'GetHashesResponse'>;
  readonly moveLeader: Handler<'MoveLeaderRequest', 'MoveLeaderResponse'>;
  readonly changeSettings: Handler<'ChangeSettingsRequest', 'ChangeSettingsResponse'>;
}

export interface ClusterServiceOptions {
  readonly router: Router;
  readonly calls: PeerCalls;
  readonly overrides: PeerOverrides;
  readonly settings: SettingsWriter;
  readonly limits?: EdgeLimits;
}

/** The handlers of `ringkv.v1.Cluster`. */
export function clusterHandlers(options: ClusterServiceOptions): ClusterHandlers {
  const { host, view } = options.router;
  const { calls, overrides, limits } = options;
  const timeoutMs = (limits ?? edgeLimits).nodeStatusMs;
  const nodes: NodesToAsk = { host, view, calls, overrides, timeoutMs };
  return {
    getTopology: (call, callback) => {
      const knownEpoch = call.request.knownEpoch ?? 0;
      const wrong = safeCount(knownEpoch, 'known_epoch');
      const topology = view.message();
      if (wrong !== null) failCall(callback, refusalError(wrong, null, view));
      else if (topology === null) failCall(callback, notReady(options.router));
      else {
        callback(null, {
          topology: knownEpoch >= view.epoch ? null : topology,
          epoch: view.epoch,
          leaders: Array.from({ length: view.partitions }, (_, p) => host.leaderOf(p + 1)),
          servedBy: view.self,
        });
      }
    },
    getStatus: (_call, callback) => {
      if (view.epoch === 0) failCall(callback, notReady(options.router));
      else askEveryNode(nodes, false, (answers) => callback(null, clusterStatus(view, answers)));
    },
    getNodeStatus: ({ request }, callback) => {
      callback(null, nodeStatus(host, view, request.hashes ?? false));
    },
    getHashes: (_call, callback) => {
      if (view.epoch === 0) failCall(callback, notReady(options.router));
      else askEveryNode(nodes, true, (answers) => callback(null, hashReport(view, answers)));
    },
    moveLeader: (call, callback) => {
      const context = readHeader(call.request.header);
      if (context.type === 'refused') {
        failCall(callback, refusalError(context, null, view));
        return;
      }
      const timeoutMs = timeoutOf(context, grpcTimeoutMs(call, options.router.clock.wallNow()));
      moveLeader(options, call.request, context, timeoutMs, (error, response) => {
        if (error !== null) failCall(callback, error);
        else callback(null, response);
      });
    },
    changeSettings: (call, callback) => {
      const context = readHeader(call.request.header);
      if (context.type === 'refused') return failCall(callback, refusalError(context, null, view));
      if (view.epoch === 0) return failCall(callback, notReady(options.router));
      const timeoutMs = timeoutOf(context, grpcTimeoutMs(call, options.router.clock.wallNow()));
      changeSettings(options, call.request, context, timeoutMs, (error, response) => {
        if (error !== null) failCall(callback, error);
        else callback(null, response);
      });
    },
  };
}

function notReady({ view }: Router): ErrorDetail {
  const message = 'the node has no topology yet';
  return errorDetail('NOT_READY', 'NOT_EXECUTED', message, { header: refusalHeader(null, view) });
}

type MoveRequest = ringkv.v1.MoveLeaderRequest.$Properties;
type MoveResponse = ringkv.v1.MoveLeaderResponse.$Properties;
type MoveDone = (error: ErrorDetail | null, response: MoveResponse) => void;

/** Only the leader can hand its leadership over, so the request goes where it is. */
function moveLeader(
  options: ClusterServiceOptions,
  request: MoveRequest,
  context: RequestContext,
  timeoutMs: number,
  done: MoveDone,
): void {
  const { router } = options;
  const { host, view } = router;
  const partition = request.partition ?? 0;
  const to = request.to ?? 0;
  const refusal =
    (view.epoch === 0 ? null : checkPartition(partition, view.partitions)) ??
    checkNoSequence(context) ??
    (view.members.some(({ id }) => id === to) ? null : invalid(`there is no member ${to}`));
  if (view.epoch === 0) done(notReady(router), {});
  else if (refusal !== null) done(refusalError(refusal, context, view), {});
  else if (host.leads(partition + 1)) moveHere(options, partition, to, context, done);
  else moveElsewhere(options, request, context, timeoutMs, done);
}

function moveHere(
  { router }: ClusterServiceOptions,
  partition: number,
  to: number,
  context: RequestContext,
  done: MoveDone,
): void {
  const { host, view } = router;
  const group = partition + 1;
  host.moveLeader(group, to, (error) => {
    if (error === null) {
      const term = host.replicaStatus().find((replica) => replica.group === group)?.term ?? 0;
      done(null, { leader: to, term });
      return;
    }
    // The order to campaign may have left: the target can still win after we gave up waiting.
    const header = refusalHeader(context, view, partition);
    done(errorDetail('LEADER_CHANGED', 'UNKNOWN', error, { header }), {});
  });
}

function moveElsewhere(
  options: ClusterServiceOptions,
  request: MoveRequest,
  context: RequestContext,
  timeoutMs: number,
  done: MoveDone,
): void {
  const { host, view } = options.router;
  const partition = request.partition ?? 0;
  const leader = host.leaderOf(partition + 1);
  const header = refusalHeader(context, view, partition);
  const method = clusterService.moveLeader;
  const call = { method, request, context, timeoutMs, leader, of: 'the partition', header };
  askLeader(options, call, (error, response) => done(error, response ?? {}));
}
