import type { ringkv } from '#proto';
import { clusterService } from '../rpc/index.ts';
import { nodeStatus } from './cluster-status.ts';
import { edgeLimits } from './edge-limits.ts';
import type { HostApi } from './host/host-api.ts';
import type { PeerCalls } from './peer-calls.ts';
import { dialAddress, type PeerOverrides, type TopologyView } from './topology-view.ts';

export type NodeStatus = ringkv.v1.GetNodeStatusResponse.$Properties;

export interface NodesToAsk {
  readonly host: HostApi;
  readonly view: TopologyView;
  readonly calls: PeerCalls;
  readonly overrides: PeerOverrides;
  readonly timeoutMs?: number;
}

/** The states of all nodes that answer in time, this one included, by member id. */
export function askEveryNode(
  { host, view, calls, overrides, timeoutMs = edgeLimits.nodeStatusMs }: NodesToAsk,
  hashes: boolean,
  done: (answers: ReadonlyMap<number, NodeStatus>) => void,
): void {
  const answers = new Map<number, NodeStatus>([[view.self, nodeStatus(host, view, hashes)]]);
  const others = view.members.filter(({ id }) => id !== view.self);
  let waiting = others.length;
  if (waiting === 0) done(answers);
  for (const { id, name, address } of others) {
    const target = { name, address: dialAddress(view, overrides, id) ?? address };
    const request = { hashes };
    calls.call(target, clusterService.getNodeStatus, request, timeoutMs, (_error, answer) => {
      // Whoever answers at that address with another id is not the member that we asked for.
      if (answer?.memberId === id) answers.set(id, answer);
      waiting--;
      if (waiting === 0) done(answers);
    });
  }
}
