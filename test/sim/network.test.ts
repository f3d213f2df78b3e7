import { describe, expect, it } from 'vitest';
import { Cluster } from '../../sim/world/cluster.ts';
import type { LinkRule } from '../../sim/world/link-rules.ts';
import { messageType } from '../../src/raft/index.ts';
import { message } from '../../src/raft/messages.ts';
import { emptyFrame, type Frame } from '../../src/server/host/net.ts';
import { loadHash } from '../../src/util/hash.ts';
import { Random } from '../../src/util/random.ts';

const hash = await loadHash();

/** Two machines of which nothing runs but the wires: what a node is handed is written down. */
function wires() {
  const cluster = new Cluster(hash, {
    nodes: 2,
    replicas: 2,
    partitions: 1,
    seed: 1,
    network: {
      latency: { minMs: 1, maxMs: 3, slowPerMille: 0, slowMs: 0 },
      lossPerMille: 0,
      duplicatePerMille: 0,
      reorderPerMille: 0,
    },
    clocks: [],
  });
  const heard: string[] = [];
  for (const node of cluster.nodes) {
    node.start();
    node.host.frame = (from: number, { epoch, messages }: Frame) => {
      if (epoch >= 1_000_000) heard.push(`${from}: ${epoch - 1_000_000} ${messages.length}`);
    };
    node.host.peerState = (member, state) => {
      heard.push(`${node.member} hears that ${member} is ${state}`);
    };
  }
  const port = cluster.network.portOf(1);
  const send = (number: number, messages: Frame['messages'] = []): void =>
    port.send(2, { ...emptyFrame, epoch: 1_000_000 + number, messages });
  cluster.time.run(50);
  heard.length = 0;
  return { cluster, heard, send };
}

const vote = {
  group: 1,
  message: message({ type: messageType.vote, from: 1, to: 2, term: 1 }),
};
const between: LinkRule['applies'] = (from, to) => from === 1 && to === 2;

describe('the wires of the simulator', () => {
  it('carry frames in their order', () => {
    const { cluster, heard, send } = wires();
    for (let i = 1; i <= 20; i++) send(i);
    cluster.time.run(10);
    expect(heard).toEqual(Array.from({ length: 20 }, (_, i) => `1: ${i + 1} 0`));
  });

  it('lose what is sent over a cut link, and nobody is told', () => {
    const { cluster, heard, send } = wires();
    const rule: LinkRule = { applies: between, cut: 'drop' };
    cluster.network.addRule(rule);
    send(1);
    cluster.time.run(10);
    cluster.network.deleteRule(rule);
    send(2);
    cluster.time.run(10);
    expect(heard).toEqual(['1: 2 0']);
  });

  it('refuse to be opened anew once they are reset, though the other process lives', () => {
    const { cluster, heard, send } = wires();
    const rule: LinkRule = { applies: between, cut: 'refuse' };
    cluster.network.addRule(rule);
    send(1);
    cluster.time.run(10);
    expect(heard).toEqual([]);
    cluster.network.breakStream(1, 2);
    cluster.time.run(10);
    expect(heard).toEqual(['1 hears that 2 is broken', '1 hears that 2 is refused']);
    // Silence is stronger: there is nobody who could refuse.
    cluster.network.addRule({ applies: between, cut: 'drop' });
    cluster.time.run(2_000);
    expect(heard.at(-1)).toBe('1 hears that 2 is broken');
  });

  it('hold back what is sent over a clogged link until it is free', () => {
    const { cluster, heard, send } = wires();
    const rule: LinkRule = { applies: between, cut: 'clog' };
    cluster.network.addRule(rule);
    send(1);
    send(2);
    cluster.time.run(100);
    expect(heard).toEqual([]);
    cluster.network.deleteRule(rule);
    send(3);
    cluster.time.run(10);
    expect(heard).toEqual(['1: 1 0', '1: 2 0', '1: 3 0']);
  });

  it('lose what is under way when a stream breaks, and the sender hears of it', () => {
    const { cluster, heard, send } = wires();
    send(1);
    cluster.network.breakStream(1, 2);
    cluster.time.run(20);
    send(2);
    cluster.time.run(20);
    expect(heard).toEqual(['1 hears that 2 is broken', '1 hears that 2 is up', '1: 2 0']);
  });

  it('let messages come twice and late, and the parts for the whole node once and in order', () => {
    const { cluster, heard, send } = wires();
    const random = new Random(1);
    const noise = { lossPerMille: 0, duplicatePerMille: 1_000, reorderPerMille: 1_000, random };
    cluster.network.addRule({ applies: between, noise });
    send(1, [vote, vote]);
    send(2);
    cluster.time.run(4_000);
    expect(heard).toEqual(['1: 1 0', '1: 2 0', '1: 1 1', '1: 1 1']);
  });

  it('let a late message pass a cut that was made behind it, but not arrive after its sender’s next life began', () => {
    for (const [senderRestarts, heardOf] of [
      [false, ['1: 1 0', '1: 1 1']],
      [true, ['1: 1 0']],
    ] as const) {
      const { cluster, heard, send } = wires();
      const noise = { lossPerMille: 0, duplicatePerMille: 0, reorderPerMille: 1_000 };
      cluster.network.addRule({
        applies: between,
        noise: { ...noise, random: new Random(1) },
      });
      send(1, [vote]);
      cluster.time.run(10);
      cluster.network.addRule({ applies: between, cut: 'drop' });
      if (senderRestarts) {
        cluster.node(1).kill();
        cluster.node(1).start();
      }
      cluster.time.run(4_000);
      expect(heard.filter((line) => line.startsWith('1: '))).toEqual(heardOf);
    }
  });

  it('say that a dead process refuses, again and again, and nothing of a machine without power', () => {
    const { cluster, heard } = wires();
    cluster.node(2).kill();
    cluster.time.run(500);
    expect(heard[0]).toBe('1 hears that 2 is broken');
    expect(new Set(heard.slice(1))).toEqual(new Set(['1 hears that 2 is refused']));
    expect(heard.length).toBeGreaterThan(3);

    const dark = wires();
    dark.cluster.node(2).losePower(() => false);
    dark.send(1);
    dark.cluster.time.run(500);
    expect(dark.heard).toEqual([]);
  });

  it('give a process that was started anew nothing that was sent to the one before it', () => {
    const { cluster, heard, send } = wires();
    const { host } = cluster.node(2);
    send(1);
    cluster.node(2).kill();
    cluster.node(2).start();
    cluster.node(2).host.frame = (from, frame) => host.frame(from, frame);
    cluster.time.run(100);
    send(2);
    cluster.time.run(100);
    expect(heard.filter((line) => line.startsWith('1:'))).toEqual(['1: 2 0']);
  });
});
