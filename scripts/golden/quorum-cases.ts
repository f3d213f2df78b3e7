import { birthConf } from '../../src/raft/conf.ts';
import { quorumValue, type VoteResult, voteResult } from '../../src/raft/quorum.ts';
import type { ConfState, Index, ReplicaId } from '../../src/raft/types.ts';
import { type Case, HarnessError } from './datadriven.ts';
import { scanUint } from './go-values.ts';
import { progressTable } from './progress-table.ts';

/**
 * The cases under quorum/: what a majority, or two of them, have committed or voted.
 *
 *   committed cfg=(1,2,3) [cfgj=(3,4) | cfgj=zero] idx=(12,5,_,_)
 *   vote      cfg=(1,2,3) [cfgj=(3,4) | cfgj=zero] votes=(y,n,_,_)
 *
 * Inputs go to the voters in order of their first mention; `_` is a voter that has not been heard. Each answer is also
 * computed in other ways that must not matter, and every disagreement adds a line `X <-- how`, which no case expects.
 */
export interface QuorumRules {
  readonly quorumValue: typeof quorumValue;
  readonly voteResult: typeof voteResult;
}

interface Input {
  readonly voters: readonly ReplicaId[];
  /** Null when the case is about a single majority. */
  readonly outgoing: readonly ReplicaId[] | null;
  /** By voter; those that have not been heard are absent. */
  readonly heard: ReadonlyMap<ReplicaId, number>;
}

const votesOf: ReadonlyMap<string, number> = new Map([
  ['_', 0],
  ['n', 1],
  ['y', 2],
]);
const namesOf: Readonly<Record<VoteResult, string>> = {
  pending: 'VotePending',
  won: 'VoteWon',
  lost: 'VoteLost',
};

export function replayQuorumCase(
  { command, args }: Case,
  rules: QuorumRules = { quorumValue, voteResult },
): string {
  const voters: ReplicaId[] = [];
  const outgoing: ReplicaId[] = [];
  const indexes: number[] = [];
  const votes: number[] = [];
  let joint = false;
  for (const { key, values } of args) {
    for (const value of values) {
      if (key === 'cfg') voters.push(scanUint(value));
      else if (key === 'cfgj') {
        joint = true;
        if (value !== 'zero') outgoing.push(scanUint(value));
        else if (values.length > 1) throw new HarnessError("cannot mix 'zero' into configuration");
      } else if (key === 'idx') indexes.push(scanIndex(value));
      else if (key === 'votes') votes.push(scanVote(value));
      else throw new HarnessError(`unknown arg ${key}`);
    }
  }
  const given = command === 'vote' ? votes : indexes;
  const all = ascending([...voters, ...outgoing]);
  if (all.length !== given.length) return mismatched(all, given);
  const input = {
    voters: ascending(voters),
    outgoing: joint ? ascending(outgoing) : null,
    heard: assign([...voters, ...outgoing], given),
  };
  if (command === 'committed') return committed(input, all, rules);
  if (command === 'vote') return vote(input, rules);
  throw new HarnessError(`unknown command: ${command}`);
}

function committed(input: Input, all: readonly ReplicaId[], rules: QuorumRules): string {
  const { voters, outgoing, heard } = input;
  const reached = (id: ReplicaId): Index => heard.get(id) ?? 0;
  const value = rules.quorumValue(confOf(voters, outgoing ?? []), reached);
  const complaints: string[] = [];
  const compare = (other: number, how: string, end = '\n'): void => {
    if (other !== value) complaints.push(`${indexName(other)} <-- ${how}${end}`);
  };
  if (outgoing !== null) {
    compare(rules.quorumValue(confOf(outgoing, voters), reached), 'via symmetry');
  } else {
    compare(highestHeldByMajority(voters, reached), 'via alternative computation');
    // As the outgoing half: as the incoming one it is what was computed above.
    compare(rules.quorumValue(confOf([], voters), reached), 'via zero-joint quorum');
    compare(rules.quorumValue(confOf(voters, voters), reached), 'via self-joint quorum');
    // A voter below the committed index does not hold it up, however far it lies behind.
    for (const id of voters.filter((each) => reached(each) > 0 && reached(each) < value)) {
      const lowered = (to: Index): number =>
        rules.quorumValue(confOf(voters, []), (each) => (each === id ? to : reached(each)));
      compare(lowered(reached(id) - 1), `overlaying ${id}->${reached(id)}`, '');
      compare(lowered(0), `overlaying ${id}->0`, '');
    }
  }
  return `${progressTable(all, heard)}${complaints.join('')}${indexName(value)}\n`;
}

function vote({ voters, outgoing, heard }: Input, rules: QuorumRules): string {
  const voteOf = (id: ReplicaId): boolean | undefined => {
    const given = heard.get(id);
    return given === undefined ? undefined : given === votesOf.get('y');
  };
  const result = rules.voteResult(confOf(voters, outgoing ?? []), voteOf);
  const swapped = rules.voteResult(confOf(outgoing ?? [], voters), voteOf);
  const complaint =
    outgoing !== null && swapped !== result ? `${namesOf[swapped]} <-- via symmetry\n` : '';
  return `${complaint}${namesOf[result]}\n`;
}

/** By the definition: the highest index that a majority has reached. */
function highestHeldByMajority(
  voters: readonly ReplicaId[],
  reached: (id: ReplicaId) => Index,
): number {
  if (voters.length === 0) return Number.POSITIVE_INFINITY;
  const held = voters
    .map(reached)
    .filter((index) => voters.filter((id) => reached(id) >= index).length * 2 > voters.length);
  return Math.max(0, ...held);
}

function assign(
  ids: readonly ReplicaId[],
  given: readonly number[],
): ReadonlyMap<ReplicaId, number> {
  const entries = [...new Set(ids)].map((id, i): [ReplicaId, number] => [id, given[i] ?? 0]);
  return new Map(entries.filter(([, value]) => value !== 0));
}

function scanIndex(value: string): Index {
  if (value === '_') return 0;
  const index = scanUint(value);
  if (index === 0) throw new HarnessError('cannot use 0 as idx');
  return index;
}

function scanVote(value: string): number {
  const given = votesOf.get(value);
  if (given === undefined) throw new HarnessError(`unknown vote: ${value}`);
  return given;
}

/** In Go's print of a map and a slice. */
function mismatched(ids: readonly ReplicaId[], given: readonly number[]): string {
  const map = ids.map((id) => `${id}:{}`).join(' ');
  return `error: mismatched input (explicit or _) for voters map[${map}]: [${given.join(' ')}]\n`;
}

function confOf(voters: readonly ReplicaId[], outgoing: readonly ReplicaId[]): ConfState {
  return { ...birthConf(voters), outgoing };
}

function ascending(ids: readonly ReplicaId[]): ReplicaId[] {
  return [...new Set(ids)].sort((a, b) => a - b);
}

function indexName(index: number): string {
  return index === Number.POSITIVE_INFINITY ? '∞' : String(index);
}
