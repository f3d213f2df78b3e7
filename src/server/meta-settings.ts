import { emptyBytes } from '../util/bytes.ts';
import type { ReasonName } from './errors.ts';
import type { Host } from './host/host.ts';
import type { Failure, Reply } from './host/operation.ts';
import { decodeTopology, encodeTopology, settingsOf, topologyKey } from './meta-topology.ts';
import type { ClusterSettings } from './topology-view.ts';

/** What a change of settings came to. */
export type SettingsChanged =
  | { readonly type: 'changed'; readonly settings: ClusterSettings; readonly epoch: number }
  | {
      readonly type: 'failed';
      readonly reason: ReasonName;
      readonly outcome: Failure['outcome'];
      readonly message: string;
    };

export type SettingsDone = (changed: SettingsChanged) => void;

/**
 * Writes settings into the meta group's topology, at its leader and nowhere else. The record is put on the condition that it is
 * the one that was read, so that two changes at a time never undo one another: the loser reads again.
 *
 * @param deadlineMs - on the host's clock
 */
export function changeSettings(
  host: Host,
  change: Partial<ClusterSettings>,
  deadlineMs: number,
  done: SettingsDone,
): void {
  const meta = host.group(0);
  const record = meta?.serving === true ? meta.find(topologyKey) : null;
  if (record === null) {
    done({
      type: 'failed',
      reason: 'NO_LEADER',
      outcome: 'not_executed',
      message: 'this node does not lead the meta group, or not yet',
    });
    return;
  }
  const topology = decodeTopology(record.value);
  const settings = { ...settingsOf(topology), ...change };
  topology.settings = settings;
  const reply = (answer: Reply): void => {
    if (answer.type === 'failed') {
      const { reason, outcome, message } = answer.failure;
      done({ type: 'failed', reason, outcome, message });
    } else if (answer.type !== 'written' || answer.result.status !== 'ok') {
      changeSettings(host, change, deadlineMs, done);
    } else done({ type: 'changed', settings, epoch: answer.result.revision });
  };
  const expect = { type: 'revision', revision: record.modRevision } as const;
  const value = encodeTopology(topology);
  const put = { kind: 'put', key: topologyKey, value, ttlMs: 0, expect } as const;
  const command = { clientId: emptyBytes(), sequence: 0, floor: 0, body: put };
  host.submitMeta({
    partition: -1,
    body: { type: 'write', command },
    deadline: deadlineMs,
    sink: { reply: (_slot, answer) => reply(answer) },
    slot: 0,
  });
}
