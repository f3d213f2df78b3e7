import type { ClusterPort } from '../contract.ts';
import type { ClientOperation, History } from './history.ts';
import { LeaderBelief } from './leader-belief.ts';
import { Performer } from './performer.ts';
import type { NodeChoice, PlannedOperation, ReadMode } from './plan.ts';

/** A client of its own, with a number that no plan has. */
const finalClient = 900;
const timeoutMs = 10_000;
const pauseMs = 100;
/** A replica that has not caught up after so many looks never will. */
const looks = 100;
const pageLimit = 1_000;

/**
 * Everything once more, of a cluster that has healed: each partition whole by a linearizable scan, and then by an
 * EVENTUAL one at every node, until that node has come as far.
 */
export class FinalReads {
  readonly #port: ClusterPort;
  readonly #history: History;
  readonly #nodes: readonly number[];
  readonly #performer: Performer;
  #busy = 0;
  #reads = 0;

  constructor(port: ClusterPort, history: History, nodes: readonly number[]) {
    this.#port = port;
    this.#history = history;
    this.#nodes = nodes;
    const leaders = new LeaderBelief(port.nodes);
    const context = { port, history, leaders, heldUpPerMille: 0 };
    this.#performer = new Performer(context, finalClient, timeoutMs);
  }

  get busy(): number {
    return this.#busy;
  }

  start(): void {
    for (let partition = 0; partition < this.#port.partitions; partition++) {
      this.#scan(partition, 'linearizable', 'leader', (operation) => {
        this.#history.finals.push(operation);
        for (const node of this.#nodes) {
          if (!this.#port.isMember(node, partition)) continue;
          this.#look(partition, node, operation.answer?.reply.at.revision ?? 0, looks);
        }
      });
    }
  }

  #look(partition: number, node: number, revision: number, left: number): void {
    this.#scan(partition, 'eventual', node, (operation) => {
      const at = operation.answer?.reply.at.revision;
      // A node without a replica of the partition has nothing to show.
      if (operation.outcome !== 'ok' || at === undefined) return;
      if (at >= revision || left === 1) this.#history.finals.push(operation);
      else {
        this.#busy++;
        this.#port.at(this.#port.now + pauseMs, () => {
          this.#busy--;
          this.#look(partition, node, revision, left - 1);
        });
      }
    });
  }

  #scan(
    partition: number,
    mode: ReadMode,
    node: NodeChoice,
    done: (operation: ClientOperation) => void,
  ): void {
    this.#busy++;
    const planned: PlannedOperation = {
      id: finalClient * 100_000 + this.#reads++,
      atMs: 0,
      node,
      timeoutMs: mode === 'eventual' ? pauseMs : timeoutMs,
      sequenced: false,
      resolves: false,
      repeatAfterMs: null,
      action: { type: 'scan', prefix: '', limit: pageLimit, mode },
    };
    const { action } = planned;
    if (action.type !== 'scan') return;
    this.#performer.performAt(partition, planned, action, 0, (operation) => {
      this.#busy--;
      done(operation);
    });
  }
}
