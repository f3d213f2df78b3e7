import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRun } from '../../sim/checkers/index.ts';
import type { Request } from '../../sim/contract.ts';
import type { Reply } from '../../src/server/host/operation.ts';
import type { Command, CommandResult, RecordView, TxnOperation } from '../../src/storage/index.ts';
import { fromUtf8, utf8 } from '../../src/util/bytes.ts';
import type { ModelBugs } from './model-cluster.ts';
import { complaints, convicted, runModel } from './model-run.ts';

describe('the checkers of the simulator', () => {
  it('find nothing wrong with a cluster that is right, whatever fails in it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 }), (seed) => {
        expect(complaints(runModel(seed))).toEqual([]);
      }),
      // A smaller seed is no smaller run.
      { numRuns: 10, endOnFailure: true },
    );
  });

  it('each have something to look at', () => {
    const looked = new Map<string, number>();
    for (let seed = 1; seed <= 10; seed++) {
      for (const { name, checked } of checkRun(runModel(seed))) {
        looked.set(name, (looked.get(name) ?? 0) + checked);
      }
    }
    expect([...looked].filter(([, checked]) => checked < 50)).toEqual([]);
    // Whoever adds a checker adds a story below in which it is the one that finds it.
    expect([...looked.keys()].sort()).toEqual([...new Set(stories.map(([name]) => name))].sort());
  });
});

/** What goes wrong, and who must find it. */
const stories: readonly [checker: string, story: string, bugs: () => ModelBugs][] = [
  ['one-answer', 'a node answers twice', () => ({ answers: every(50, 2) })],
  ['one-answer', 'a node forgets a request', () => ({ answers: every(50, 0) })],
  ['accepted', 'what is queued is given a revision', () => ({ answer: acceptedAsDone })],
  ['dedup', 'the exactly-once table keeps nothing', () => ({ forgetsAnswers: true })],
  ['dedup', 'a repeated write gets another answer', () => ({ answer: results(otherAnswer) })],
  ['idempotency', 'what a key stands for is forgotten', () => ({ forgetsKeys: true })],
  ['appends', 'what is appended gets a key again', () => ({ answer: earlierKey })],
  ['real-time', 'any node answers linearizable reads', () => ({ localReads: true })],
  ['aborted-read', 'a refused write runs all the same', () => ({ runsWhatFailed: true })],
  ['lost-write', 'a new leader lacks acknowledged writes', () => ({ losesTail: true })],
  ['lost-write', 'a deleted range leaves its last records', () => shortRanges],
  ['ttl', 'keys end before their time', () => ({ expiry: 'early' })],
  ['ttl', 'keys outlive their time', () => ({ expiry: 'never' })],
  ['ttl', 'a touch gives another time than it says', () => ({ answer: results(otherEnd) })],
  ['transactions', 'a transfer takes less than it gives', () => ({ instead: unequalTransfer })],
  ['transactions', 'an overdrawn account pays all the same', () => ({ instead: withoutBounds })],
  ['transactions', 'a prefix with records is taken for empty', () => ({ instead: anyCount })],
  ['transactions', 'an empty prefix is taken for full', () => ({ instead: noCount })],
  ['lock-fencing', 'a lock is given to who asks', () => ({ instead: unconditional })],
  ['lock-fencing', 'the resource takes any token', () => ({ instead: withoutFence })],
  ['exactly-once', 'increments run twice', () => ({ runs: twiceIf('increment') })],
  ['exactly-once', 'a retry counts again', () => ({ forgetsAnswers: true })],
  ['replay', 'a record is shown under another version', () => ({ answer: records(otherVersion) })],
  ['replay', 'a record is shown with another value', () => ({ answer: records(otherValue) })],
  ['revisions', 'writes run twice', () => ({ runs: twiceIf('put') })],
  ['session', 'any replica answers a session', () => ({ forgetsSessions: true })],
  ['staleness', 'replicas take all that they have for new', () => ({ takesAllForNew: true })],
  ['eventual-prefix', 'a process goes back in time', () => ({ goesBack: true })],
  ['stamps', 'partition time goes back', () => ({ answer: earlierEvery(30) })],
  ['final-reads', 'a replica left something out', () => ({ skips: onceIn(40) })],
  ['linearizable', 'reads show what was', () => ({ answer: stuckReads() })],
  ['certificate', 'reads show what was', () => ({ answer: stuckReads() })],
];

describe('a cluster in which', () => {
  for (const [checker, story, bugs] of stories) {
    it(`${story} is found by ${checker}`, () => {
      const found = new Set<string>();
      for (let seed = 1; seed <= 20 && !found.has(checker); seed++) {
        for (const name of convicted(runModel(seed, bugs()))) found.add(name);
      }
      expect([...found]).toContain(checker);
    });
  }
});

type Tamper = NonNullable<ModelBugs['answer']>;

const acceptedAsDone: Tamper = (reply) =>
  reply.type === 'accepted' ? { ...reply, at: { ...reply.at, revision: 7 } } : reply;

function every(count: number, answers: number): (request: Request) => number {
  let requests = 0;
  return () => (++requests % count === 0 ? answers : 1);
}

function onceIn(count: number): (command: Command) => boolean {
  let commands = 0;
  return ({ body }) => body.kind !== 'open' && ++commands % count === 0;
}

function twiceIf(kind: Command['body']['kind']): (command: Command) => number {
  // Under an identity the table catches the second run.
  return ({ body, clientId }) => (body.kind === kind && clientId.length === 0 ? 2 : 1);
}

function results(change: (result: CommandResult) => CommandResult): Tamper {
  return (reply) => (reply.type === 'written' ? { ...reply, result: change(reply.result) } : reply);
}

function records(change: (record: RecordView) => RecordView): Tamper {
  return (reply) =>
    reply.type === 'record' && reply.record !== null && reply.at.revision % 5 === 0
      ? { ...reply, record: change(reply.record) }
      : reply;
}

function otherAnswer(result: CommandResult): CommandResult {
  return result.deduplicated && result.status === 'ok'
    ? { ...result, revision: result.revision + 1 }
    : result;
}

/** Revisions of one partition, as if every ninth append had forgotten the one before. */
const earlierKey: Tamper = (reply, { body }) => {
  const isAppend = body.type === 'write' && body.command.body.kind === 'append';
  if (!isAppend || reply.type !== 'written' || reply.result.revision % 9 !== 0) return reply;
  return { ...reply, result: { ...reply.result, revision: reply.result.revision - 8 } };
};

function otherEnd(result: CommandResult): CommandResult {
  return result.expiresAt === 0 ? result : { ...result, expiresAt: result.expiresAt + 1 };
}

function otherVersion(record: RecordView): RecordView {
  return { ...record, version: record.version + 1 };
}

function otherValue(record: RecordView): RecordView {
  return { ...record, value: utf8('x') };
}

function earlierEvery(count: number): Tamper {
  let replies = 0;
  return (reply) => {
    if (reply.type !== 'record' || ++replies % count !== 0) return reply;
    const at = { ...reply.at, partitionTimeMs: reply.at.partitionTimeMs - 2_000 };
    return { ...reply, at };
  };
}

/** Registers read as they were when they were read first. */
function stuckReads(): Tamper {
  const first = new Map<string, Extract<Reply, { type: 'record' }>>();
  return (reply, { body }) => {
    if (body.type !== 'get' || body.level !== 'linearizable' || reply.type !== 'record')
      return reply;
    const key = fromUtf8(body.key);
    if (!key.startsWith('r')) return reply;
    const known = first.get(key) ?? reply;
    first.set(key, known);
    return { ...reply, record: known.record };
  };
}

/** Changes the operations of transactions, and nothing else. */
function inTransactions(change: (operation: TxnOperation) => TxnOperation) {
  return (command: Command): Command => {
    const { body } = command;
    if (body.kind !== 'txn' || body.success.length < 2) return command;
    return { ...command, body: { ...body, success: body.success.map(change) } };
  };
}

const unequalTransfer = inTransactions((operation) =>
  operation.kind === 'increment' && operation.delta < 0
    ? { ...operation, delta: operation.delta + 1 }
    : operation,
);

const withoutBounds = inTransactions((operation) =>
  operation.kind === 'increment' ? { ...operation, min: null } : operation,
);

/** One record goes, and that is said to be all. */
const shortRanges: ModelBugs = {
  instead: (command) => {
    const { body } = command;
    return body.kind === 'deleteRange' ? { ...command, body: { ...body, maxKeys: 1 } } : command;
  },
  answer: results((result) => ({ ...result, more: false })),
};

function counting(relation: '>=' | '<') {
  return (command: Command): Command => {
    const { body } = command;
    if (body.kind !== 'txn') return command;
    const compare = body.compare.map((one) =>
      one.target === 'range' ? { ...one, relation } : one,
    );
    return { ...command, body: { ...body, compare } };
  };
}

const anyCount = counting('>=');
const noCount = counting('<');

function unconditional(command: Command): Command {
  const { body } = command;
  if (body.kind !== 'put' || !fromUtf8(body.key).endsWith('owner')) return command;
  return { ...command, body: { ...body, expect: { type: 'any' } } };
}

function withoutFence(command: Command): Command {
  const { body } = command;
  if (body.kind !== 'txn' || body.failure.length === 0) return command;
  return { ...command, body: { ...body, compare: [], success: body.failure } };
}
