import { Random } from '../../src/util/random.ts';
import type { HostNode, Keep } from '../world/node.ts';
import type { FaultContext } from './context.ts';
import type { Kept, ProcessFault } from './events.ts';

/** Processes that die, with their machine or without it, and processes that stand still. */
export function strikeProcess(context: FaultContext, fault: ProcessFault): boolean {
  switch (fault.kind) {
    case 'kill': {
      const nodes = context.nodesOf(fault.targets).filter(({ alive }) => alive);
      for (const node of nodes) {
        node.kill();
        down(context, node, fault.downMs);
      }
      return nodes.length > 0;
    }
    case 'powerLoss': {
      // All of them at the same moment, the dead ones too: the page cache that they left goes as well.
      const nodes = context.nodesOf(fault.targets);
      for (const node of nodes) {
        losePower(node, fault.kept, fault.salt);
        down(context, node, fault.downMs);
      }
      return nodes.length > 0;
    }
    case 'crashAt': {
      const node = context.nodeOf(fault.target);
      if (node === null || !node.alive) return false;
      const keep = keeping(fault.kept, new Random(fault.salt + node.member));
      node.losePowerAt(fault.operations, keep, () => down(context, node, fault.downMs));
      return true;
    }
    case 'pause': {
      const nodes = context.nodesOf(fault.targets).filter(({ alive }) => alive);
      for (const { clock } of nodes) {
        clock.pause();
        context.lasts(fault.lastsMs, () => clock.resume());
      }
      return nodes.length > 0;
    }
  }
}

export function losePower(node: HostNode, kept: Kept, salt: number): void {
  node.losePower(keeping(kept, new Random(salt + node.member)));
}

/** The node is down for so long, whatever else happens to it. */
export function down({ supervisor }: FaultContext, node: HostNode, ms: number): void {
  supervisor.holdFor(node, ms);
}

function keeping(kept: Kept, random: Random): Keep {
  if (kept === 'some') return () => random.chance(1, 2);
  return () => kept === 'all';
}
