import { type Message, messageType, type RaftConfig } from '../../src/raft/index.ts';
import { simpleConf } from './replica.ts';
import { TranscriptError } from './transcript-arguments.ts';
import { NarratedCluster } from './transcript-cluster.ts';
import type { CommandTable } from './transcript-stage.ts';
import { startLine } from './transcript-views.ts';

const SETTINGS: Readonly<Record<string, keyof RaftConfig>> = {
  'window-messages': 'inflightMessages',
  'window-bytes': 'inflightBytes',
  'append-bytes': 'appendBytes',
  'cache-bytes': 'cachedBytes',
  'quota-bytes': 'uncommittedBytes',
  'lease-ms': 'leaseMs',
};

/** Beginning, campaigns and requests. */
export const requestCommands: CommandTable = {
  cluster: {
    usage: `cluster COUNT [seed=1] [blank=4] [voters=1,2] [outgoing=2,3] [learners=4] [${Object.keys(SETTINGS).join('=N] [')}=N]`,
    run(stage, args) {
      const count = args.number('a count of replicas');
      const ids = Array.from({ length: count }, (_, i) => i + 1);
      const conf = ['voters', 'outgoing', 'learners'];
      const options = args.options(['seed', 'blank', ...conf, ...Object.keys(SETTINGS)]);
      const blank = options.get('blank') ?? [];
      const voters = options.get('voters') ?? ids.filter((id) => !blank.includes(id));
      const config = Object.entries(SETTINGS).flatMap(([name, field]) =>
        options.has(name) ? [[field, options.get(name)?.[0]]] : [],
      );
      const members = Object.fromEntries(conf.map((name) => [name, options.get(name) ?? []]));
      stage.cluster = new NarratedCluster(ids, {
        seed: options.get('seed')?.[0] ?? 1,
        blank,
        conf: simpleConf(voters, {
          outgoing: members['outgoing'] ?? [],
          learners: members['learners'] ?? [],
        }),
        config: Object.fromEntries(config),
      });
      return undefined;
    },
  },
  preset: {
    usage: 'preset REPLICA INDEX@TERM...: what its disk holds from an earlier life',
    run(stage, args) {
      const replica = stage.cluster.replica(stage.up(args.replica()));
      const places = args.words('an entry');
      const terms = places.map((text, i) => {
        const [index, term] = text.split('@').map(Number);
        if (index === i + 1 && Number.isSafeInteger(term)) return Number(term);
        throw new TranscriptError(`entry ${i + 1} is written ${i + 1}@TERM, not "${text}"`);
      });
      replica.crash();
      replica.preset(terms);
      replica.start();
      stage.cluster.introduce(replica);
      stage.cluster.say(startLine(replica));
      return undefined;
    },
  },
  campaign: {
    usage: 'campaign REPLICA',
    run(stage, args) {
      stage.cluster.step(stage.up(args.replica()), { type: 'campaign' });
      return undefined;
    },
  },
  elect: {
    usage: 'elect REPLICA: campaigns and settles, told in short',
    run(stage, args) {
      const id = stage.up(args.replica());
      stage.cluster.step(id, { type: 'campaign' });
      stage.cluster.settle();
      return stage.elected(id);
    },
  },
  win: {
    usage:
      'win REPLICA: campaigns and wins, told in short; what it sends as a leader stays under way',
    run(stage, args) {
      const id = stage.up(args.replica());
      stage.cluster.step(id, { type: 'campaign' });
      stage.cluster.turns();
      while (stage.cluster.deliverOnce(isOfElection) > 0);
      return stage.elected(id);
    },
  },
  propose: {
    usage: 'propose REPLICA TEXT...: one proposal, an entry for each text',
    run(stage, args) {
      const id = stage.up(args.replica());
      const texts = args.words('a text').map((text) => text.replace(/\*(\d+)$/, repeat));
      stage.cluster.name(stage.cluster.offer(id, ...texts), 'proposal');
      return undefined;
    },
  },
  read: {
    usage: 'read REPLICA [COUNT]: so many reads in one turn of the host',
    run(stage, args) {
      const id = stage.up(args.replica());
      const count = args.isEmpty ? 1 : args.number('a count');
      for (let i = 0; i < count; i++) stage.cluster.name(stage.cluster.read(id), 'read');
      return undefined;
    },
  },
  'lease-read': {
    usage: 'lease-read REPLICA: answered by the lease while there is one',
    run(stage, args) {
      stage.cluster.name(stage.cluster.leaseRead(stage.up(args.replica())), 'read');
      return undefined;
    },
  },
  'follower-read': {
    usage: 'follower-read REPLICA: served by this replica, at an index that the leader names',
    run(stage, args) {
      stage.cluster.name(stage.cluster.followerRead(stage.up(args.replica())), 'read');
      return undefined;
    },
  },
  change: {
    usage: 'change REPLICA +4 ~5 -2...: adds a voter, a learner, removes; planned on what it knows',
    run(stage, args) {
      const id = stage.up(args.replica());
      stage.cluster.name(stage.cluster.change(id, args.steps().join(' ')), 'change');
      return undefined;
    },
  },
  priority: {
    usage: 'priority REPLICA NUMBER',
    run(stage, args) {
      const id = stage.up(args.replica());
      stage.cluster.step(id, { type: 'priority', value: args.number('a priority') });
      return undefined;
    },
  },
  transfer: {
    usage: 'transfer REPLICA to REPLICA',
    run(stage, args) {
      const from = stage.up(args.replica());
      args.keyword('to');
      stage.cluster.name(stage.cluster.transfer(from, args.replica()), 'transfer');
      return undefined;
    },
  },
};

function isOfElection({ type }: Message): boolean {
  const { preVote, preVoteReply, vote, voteReply } = messageType;
  return type === preVote || type === preVoteReply || type === vote || type === voteReply;
}

/** `x*300` is a text of 300 bytes. */
function repeat(_match: string, count: string): string {
  return '.'.repeat(Number(count));
}
