import { type Arguments, TranscriptError } from './transcript-arguments.ts';
import type { CommandTable, Stage } from './transcript-stage.ts';
import { startLine } from './transcript-views.ts';
import { place } from './transcript-words.ts';

/** Network, disk, time and the host: nothing of it happens by itself. */
export const worldCommands: CommandTable = {
  deliver: {
    usage: 'deliver [FROM>TO] [TYPE] [COUNT]: what is under way now, and not what follows from it',
    run(stage, args) {
      const matches = args.messages();
      const limit = args.isEmpty ? Number.POSITIVE_INFINITY : args.number('a count');
      if (stage.cluster.deliverOnce(matches, limit) > 0) return undefined;
      throw new TranscriptError('nothing of that is under way');
    },
  },
  settle: {
    usage: 'settle: until nothing is under way',
    run(stage) {
      stage.cluster.settle();
      return undefined;
    },
  },
  drop: {
    usage: 'drop [FROM>TO] [TYPE]: loses what is under way now',
    run(stage, args) {
      const matches = args.messages();
      const lost = stage.cluster.network.filter(matches);
      if (lost.length === 0) throw new TranscriptError('nothing of that is under way');
      stage.cluster.network = stage.cluster.network.filter((m) => !matches(m));
      return undefined;
    },
  },
  duplicate: {
    usage: 'duplicate [FROM>TO] [TYPE]: what is under way now will arrive twice',
    run(stage, args) {
      const copies = stage.cluster.network.filter(args.messages()).map((m) => ({ ...m }));
      if (copies.length === 0) throw new TranscriptError('nothing of that is under way');
      stage.cluster.network.push(...copies);
      return undefined;
    },
  },
  slow: {
    usage: 'slow FROM>TO: messages stay under way until they are delivered by name',
    run(stage, args) {
      stage.cluster.slow.add(args.link());
      return undefined;
    },
  },
  cut: {
    usage: 'cut REPLICA REPLICA: loses messages both ways',
    run(stage, args) {
      const [a, b] = [stage.known(args.replica()), stage.known(args.replica())];
      stage.cluster.cut(a, b);
      stage.cluster.cut(b, a);
      return undefined;
    },
  },
  isolate: {
    usage: 'isolate REPLICA...: cuts them off from all others',
    run(stage, args) {
      stage.cluster.isolate(...args.replicas().map((id) => stage.known(id)));
      return undefined;
    },
  },
  heal: {
    usage: 'heal: every link works again, and fast',
    run(stage) {
      stage.cluster.heal();
      stage.cluster.slow.clear();
      return undefined;
    },
  },
  'hold-disk': {
    usage: 'hold-disk REPLICA: its writes stay unfinished',
    run(stage, args) {
      stage.cluster.heldDisks.add(stage.known(args.replica()));
      return undefined;
    },
  },
  persist: {
    usage: 'persist REPLICA [COUNT]: finishes its oldest writes, one unless told otherwise',
    run(stage, args) {
      const replica = stage.cluster.replica(stage.up(args.replica()));
      const count = args.isEmpty ? 1 : args.number('a count');
      if (count === 0 || replica.writes.length < count) {
        throw new TranscriptError(`replica ${replica.id} has ${replica.writes.length} writes open`);
      }
      stage.cluster.sync(replica, count);
      return undefined;
    },
  },
  'free-disk': {
    usage: 'free-disk REPLICA: its writes finish at once again',
    run(stage, args) {
      const replica = stage.cluster.replica(stage.up(args.replica()));
      if (replica.writes.length > 0) stage.cluster.sync(replica, replica.writes.length);
      stage.cluster.heldDisks.delete(replica.id);
      return undefined;
    },
  },
  'hold-pull': {
    usage: 'hold-pull REPLICA: its pulls of snapshots stay unfinished',
    run(stage, args) {
      stage.cluster.heldPulls.add(stage.known(args.replica()));
      return undefined;
    },
  },
  'free-pull': {
    usage: 'free-pull REPLICA',
    run(stage, args) {
      stage.cluster.heldPulls.delete(stage.known(args.replica()));
      return undefined;
    },
  },
  tick: {
    usage: 'tick MS: time passes and messages arrive; tick REPLICA MS: for one clock, without any',
    run(stage, args) {
      const { cluster } = stage;
      const first = args.number('milliseconds or a replica');
      if (args.isEmpty) {
        cluster.advance(first);
        return undefined;
      }
      cluster.now += args.number('milliseconds');
      cluster.tick(cluster.replica(stage.up(first)));
      return undefined;
    },
  },
  stall: {
    usage: 'stall MS: every event loop stands still for that long',
    run({ cluster }, args) {
      cluster.now += args.number('milliseconds');
      for (const replica of cluster.alive) {
        replica.step({ type: 'stalled' });
        cluster.tick(replica);
      }
      return undefined;
    },
  },
  crash: {
    usage: 'crash REPLICA: loses what is not on its disk',
    run(stage, args) {
      stage.cluster.crash(stage.up(args.replica()));
      return undefined;
    },
  },
  restart: {
    usage: 'restart REPLICA',
    run(stage, args) {
      const replica = stage.cluster.replica(stage.known(args.replica()));
      stage.cluster.restart(replica.id);
      stage.cluster.introduce(replica);
      stage.cluster.say(startLine(replica));
      return undefined;
    },
  },
  compact: {
    usage: 'compact REPLICA: flushes its state machine and purges the log below',
    run(stage, args) {
      const replica = stage.cluster.replica(stage.up(args.replica()));
      replica.flush();
      replica.compact();
      stage.cluster.say(`${replica.id} has purged its log to ${place(replica.disk.boundary)}`);
      return undefined;
    },
  },
  unreachable: {
    usage: 'unreachable REPLICA PEER: a message from it to the peer was lost, its host says',
    run: (stage, args) => lost(stage, args, 'unreachable'),
  },
  suspect: {
    usage: "suspect REPLICA PEER: the peer's node refuses connections, its host says",
    run: (stage, args) => lost(stage, args, 'suspect'),
  },
};

function lost(stage: Stage, args: Arguments, type: 'unreachable' | 'suspect'): undefined {
  stage.cluster.step(stage.up(args.replica()), { type, peer: args.replica() });
}
