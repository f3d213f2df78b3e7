import type { HostApi } from './host/host-api.ts';
import type { TopologyView } from './topology-view.ts';

export interface ReadinessCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Whether this node should be sent requests: it knows the topology, serves all its replicas and is not stopping. */
export interface Readiness {
  checks(): readonly ReadinessCheck[];
  ready(): boolean;
}

/** `host` is null until the node has one. */
export function nodeReadiness(view: TopologyView, host: () => HostApi | null): Readiness {
  const checks = (): readonly ReadinessCheck[] => {
    const current = host();
    const replicas = current?.replicaStatus() ?? [];
    const waiting = replicas.filter((replica) => !replica.ready).map(({ group }) => group);
    const draining = current?.draining ?? false;
    return [
      { name: 'topology', ok: view.epoch > 0, detail: `epoch ${view.epoch}` },
      {
        name: 'replicas',
        ok: current !== null && waiting.length === 0,
        detail: `${replicas.length - waiting.length} of ${replicas.length} ready${groupList(waiting)}`,
      },
      { name: 'draining', ok: !draining, detail: draining ? 'the node is stopping' : 'no' },
    ];
  };
  return { checks, ready: () => checks().every(({ ok }) => ok) };
}

const groupsShown = 16;

function groupList(groups: readonly number[]): string {
  if (groups.length === 0) return '';
  const more = groups.length > groupsShown ? ', ...' : '';
  return `, waiting for groups ${groups.slice(0, groupsShown).join(', ')}${more}`;
}
