import type { ReplicaId } from '../../src/raft/index.ts';
import { Arguments, TranscriptError } from './transcript-arguments.ts';
import type { NarratedCluster } from './transcript-cluster.ts';
import { statusLines } from './transcript-views.ts';

export interface CommandKind {
  readonly usage: string;
  /** What the command shows beside what the cluster tells by itself. */
  run(stage: Stage, args: Arguments): string[] | undefined;
}

export type CommandTable = Readonly<Record<string, CommandKind>>;

/** Runs the commands of one transcript, one after the other, on one cluster. */
export class Stage {
  readonly #commands: CommandTable;
  #cluster: NarratedCluster | null = null;

  constructor(commands: CommandTable) {
    this.#commands = commands;
  }

  /** The answer to one command. */
  run(text: string): string[] {
    const [name = '', ...words] = text.split(/\s+/);
    if (name === 'quietly') {
      this.run(words.join(' '));
      return this.cluster.replicas.flatMap((replica) => statusLines(replica, false));
    }
    const command = this.#commands[name];
    if (command === undefined) {
      const known = Object.keys(this.#commands).join(', ');
      throw new TranscriptError(`no command "${name}" (${known})`);
    }
    const args = new Arguments(command.usage, words);
    const answer = command.run(this, args) ?? [];
    args.end();
    if (this.#cluster === null) return answer;
    this.#cluster.turns();
    return [...this.#cluster.told(), ...answer];
  }

  /** The safety of the whole story, beside what its answers show. */
  check(): void {
    this.#cluster?.checkLogs();
  }

  get cluster(): NarratedCluster {
    if (this.#cluster === null) throw new TranscriptError('the first command is "cluster"');
    return this.#cluster;
  }

  set cluster(cluster: NarratedCluster) {
    if (this.#cluster !== null) throw new TranscriptError('there is one cluster in a transcript');
    this.#cluster = cluster;
    for (const replica of cluster.replicas) cluster.introduce(replica);
  }

  /** An election is told by its end. */
  elected(id: ReplicaId): string[] {
    this.cluster.told();
    if (this.cluster.group(id).role !== 'leader') throw new TranscriptError(`${id} does not lead`);
    return statusLines(this.cluster.replica(id), false);
  }

  /** A replica of the cluster, whether or not it is up. */
  known(id: ReplicaId): ReplicaId {
    if (!this.cluster.replicas.some((replica) => replica.id === id)) {
      throw new TranscriptError(`there is no replica ${id}`);
    }
    return id;
  }

  up(id: ReplicaId): ReplicaId {
    if (this.cluster.replica(this.known(id)).group === null) {
      throw new TranscriptError(`replica ${id} is down`);
    }
    return id;
  }
}
