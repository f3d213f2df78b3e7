import { messageType } from '../../src/raft/index.ts';
import type { Frame } from '../../src/server/host/net.ts';
import { Random } from '../../src/util/random.ts';
import type { LinkRule } from '../world/link-rules.ts';
import type { FaultContext } from './context.ts';
import type { CutHow, DroppedType, Link, NetworkFault } from './events.ts';

/** Wires that are cut, slow, lossy or choosy. False when there is nothing to strike. */
export function strikeNetwork(context: FaultContext, fault: NetworkFault): boolean {
  switch (fault.kind) {
    case 'isolate': {
      const node = context.nodeOf(fault.target);
      if (node === null) return false;
      const { member } = node;
      return cut(context, fault, (from, to) =>
        fault.way === 'both'
          ? from === member || to === member
          : (fault.way === 'in' ? to : from) === member,
      );
    }
    case 'split':
      return cut(
        context,
        fault,
        (from, to) => !fault.sides.some((side) => side.includes(from) && side.includes(to)),
      );
    case 'cutLinks':
      return cut(context, fault, among(fault.links));
    case 'noise': {
      const { links, delayMs, salt, lastsMs } = fault;
      const noise = { ...fault, random: new Random(salt) };
      lasting(context, lastsMs, { applies: among(links), noise, delayMs });
      return true;
    }
    case 'dropType':
      lasting(context, fault.lastsMs, {
        applies: among(fault.links),
        filter: (frame) => without(frame, fault.what),
      });
      return true;
    case 'breakStreams':
      for (const [from, to] of linksOf(context, fault.links))
        context.cluster.network.breakStream(from, to);
      return true;
    case 'cutPulls': {
      const { afterChunks, how } = fault;
      lasting(context, fault.lastsMs, { applies: () => true, pullsEnd: { afterChunks, how } });
      return true;
    }
  }
}

type Applies = LinkRule['applies'];

function among(links: readonly Link[]): Applies {
  if (links.length === 0) return () => true;
  return (from, to) => links.some(([a, b]) => a === from && b === to);
}

function linksOf({ cluster }: FaultContext, links: readonly Link[]): readonly Link[] {
  if (links.length > 0) return links;
  const members = cluster.nodes.map(({ member }) => member);
  return members.flatMap((from) => members.map((to): Link => [from, to]));
}

function cut(
  context: FaultContext,
  fault: { how: CutHow; loud: boolean; lastsMs: number; flapMs: number },
  applies: Applies,
): boolean {
  const { network, time } = context.cluster;
  const rule: LinkRule = { applies, cut: fault.how };
  let on = false;
  let over = false;
  const toggle = (): void => {
    if (over) return;
    on = !on;
    if (!on) network.deleteRule(rule);
    else {
      network.addRule(rule);
      if (fault.loud) breakAll(context, applies);
    }
    if (fault.flapMs > 0) time.after(fault.flapMs, toggle);
  };
  toggle();
  context.lasts(fault.lastsMs, () => {
    over = true;
    network.deleteRule(rule);
  });
  return true;
}

function breakAll(context: FaultContext, applies: Applies): void {
  for (const [from, to] of linksOf(context, [])) {
    if (applies(from, to)) context.cluster.network.breakStream(from, to);
  }
}

function lasting(context: FaultContext, ms: number, rule: LinkRule): void {
  const { network } = context.cluster;
  network.addRule(rule);
  context.lasts(ms, () => network.deleteRule(rule));
}

/** The frame without one kind of thing in it. */
function without(frame: Frame, what: DroppedType): Frame {
  if (what === 'nodeHeartbeat') return { ...frame, heartbeat: null };
  if (what === 'nodeHeartbeatAck') return { ...frame, heartbeatAck: null };
  const type = messageType[what];
  return { ...frame, messages: frame.messages.filter(({ message }) => message.type !== type) };
}
