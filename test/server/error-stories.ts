import type { ringkv } from '#proto';
import type { OutcomeName, ReasonName } from '../../src/server/errors.ts';
import type { Operation, Reply } from '../../src/server/host/operation.ts';
import { plainResult } from '../../src/storage/apply-record.ts';
import type { Command } from '../../src/storage/index.ts';
import { emptyBytes, utf8 } from '../../src/util/bytes.ts';
import { requestLimits } from '../../src/util/limits.ts';
import {
  client,
  incr,
  one,
  open,
  put,
  read,
  resolve,
  TestNode as StoreNode,
  txn,
} from '../storage/store-harness.ts';
import { hostStories } from './error-stories-host.ts';
import { servedAt } from './fake-host.ts';
import { introduce, TestNode } from './nodes.ts';

type Wire = ringkv.v1.Operation.$Properties;
type Header = ringkv.v1.RequestHeader.$Properties;

/** A request that fails: what it is, and what brings a node to refuse it. */
export interface Story {
  readonly reason: ReasonName;
  readonly outcome: OutcomeName;
  readonly when: string;
  readonly request: Wire;
  readonly header?: Header;
  /** Before the request. */
  readonly given?: Given;
  /** Where it can be said: all three, if nothing is. */
  readonly only?: readonly Protocol[];
}

/** Brings the node to it. */
export type Given = (node: TestNode) => void | Promise<void>;

export type Protocol = 'unary' | 'pipeline' | 'http';

const key = utf8('k');
const plainPut: Wire = { put: { key, value: utf8('v') } };
const plainGet: Wire = { get: { key } };
const grpc: readonly Protocol[] = ['unary', 'pipeline'];
const clientId = client(1);
const identity = { clientId, sequence: 1, sequenceFloor: 1 };

/** What the real state machine answers after these commands. */
function fromApply(...before: readonly Command[]): Given {
  return (node) => {
    const store = new StoreNode();
    for (const command of before) one(store, 100, command);
    node.host.answer = ({ body, partition }: Operation): Reply => {
      if (body.type !== 'write') throw new Error(`a ${body.type}`);
      return { type: 'written', result: one(store, 100, body.command), at: servedAt(partition) };
    };
  };
}

/** The partition is led by another node, which the test decides about. */
function ledBy(member: number): (node: TestNode) => void {
  return (node) => {
    node.host.led = new Set();
    node.host.held = new Set();
    node.host.leader = member;
  };
}

/** By a node that does not answer, at an address that the test knows. */
async function silentLeader(node: TestNode): Promise<TestNode> {
  const other = await TestNode.start(2);
  introduce([node, other], false);
  other.host.answer = () => null;
  ledBy(2)(node);
  return other;
}

/** Of the state machine. */
const ofApply: readonly Story[] = [
  {
    reason: 'SESSION_EXPIRED',
    outcome: 'UNKNOWN',
    when: 'the client id is not open',
    request: { ...identity, ...plainPut },
    given: fromApply(),
    only: grpc,
  },
  {
    reason: 'SEQUENCE_TOO_FAR',
    outcome: 'NOT_EXECUTED',
    when: 'the sequence runs ahead',
    request: { ...identity, sequence: 2_000, ...plainPut },
    given: fromApply(open(clientId)),
    only: grpc,
  },
  {
    reason: 'VOIDED',
    outcome: 'NOT_EXECUTED',
    when: 'the sequence was resolved',
    request: { ...identity, ...plainPut },
    given: fromApply(open(clientId), resolve(clientId, 1)),
    only: grpc,
  },
  {
    reason: 'NOT_A_NUMBER',
    outcome: 'NOT_EXECUTED',
    when: 'the value is text',
    request: { increment: { key, delta: 1 } },
    given: fromApply({ clientId: emptyBytes(), sequence: 0, floor: 0, body: put('k', 'text') }),
    only: grpc,
  },
  {
    reason: 'RESULT_TOO_LARGE',
    outcome: 'NOT_EXECUTED',
    when: 'a transaction reads too much',
    request: { txn: { success: [{ get: { key } }] } },
    given: fromApply({
      clientId: emptyBytes(),
      sequence: 0,
      floor: 0,
      body: put('k', 'x'.repeat(requestLimits.txnResultBytes)),
    }),
    only: grpc,
  },
  {
    reason: 'RANGE_TOO_LARGE',
    outcome: 'NOT_EXECUTED',
    when: 'the prefix that a transaction compares has more keys than one may look at',
    request: { txn: { compare: [{ prefix: utf8('{k}'), exists: false }] } },
    given: (node) => {
      const result = { ...plainResult('range_too_large', 7), value: requestLimits.rangeKeys + 1 };
      node.host.answer = () => ({ type: 'written', result, at: servedAt(0) });
    },
    only: grpc,
  },
  {
    reason: 'IDEMPOTENCY_KEY_REUSED',
    outcome: 'NOT_EXECUTED',
    when: 'the key stands for another write',
    request: plainPut,
    header: { idempotencyKey: utf8('order-1') },
    given: fromApply({
      clientId: emptyBytes(),
      sequence: 0,
      floor: 0,
      idempotencyKey: utf8('order-1'),
      body: incr('n', 1),
    }),
  },
  {
    reason: 'IDEMPOTENCY_FULL',
    outcome: 'NOT_EXECUTED',
    when: 'answers of 16 MiB are kept',
    request: plainPut,
    header: { idempotencyKey: utf8('order-1') },
    given: fromApply(
      { clientId: emptyBytes(), sequence: 0, floor: 0, body: put('large', 'x'.repeat(260_000)) },
      ...Array.from({ length: 65 }, (_, i) => ({
        clientId: emptyBytes(),
        sequence: 0,
        floor: 0,
        idempotencyKey: utf8(`order-${i + 2}`),
        body: txn([], [read('large')]),
      })),
    ),
  },
];

/** Of the node that was asked, before anything is done. */
const ofEdge: readonly Story[] = [
  ...refused('KEY_TOO_LARGE', 'the key is too long', {
    put: { key: new Uint8Array(4_097).fill(0x6b), value: key },
  }),
  ...refused(
    'REQUEST_TOO_LARGE',
    'a transaction has 129 operations',
    {
      txn: { success: Array.from({ length: 129 }, () => ({ get: { key } })) },
    },
    grpc,
  ),
  ...refused('VALUE_TOO_LARGE', 'the value is too long', {
    put: { key, value: new Uint8Array(requestLimits.valueBytes + 1) },
  }),
  ...refused('INVALID_REQUEST', 'a ttl is over a year', {
    put: { key, value: key, ttlMs: 2 ** 40 },
  }),
  ...refused(
    'CROSS_PARTITION',
    'keys of two partitions',
    {
      txn: {
        success: [
          { put: { key: utf8('a') } },
          { put: { key: utf8('k') } },
          { put: { key: utf8('z') } },
        ],
      },
    },
    grpc,
  ),
  ...refused('ACK_TOO_WEAK', 'a condition is only accepted', {
    put: { key, value: key, expect: { absent: true } },
    ack: 3,
  }),
  ...refused('ACCEPTED_WRITES_OFF', 'the cluster does not allow it', { ...plainPut, ack: 3 }),
  ...refused('PREFIX_NOT_ROUTED', 'a prefix without braces', {
    append: { prefix: key, value: key },
  }),
  {
    reason: 'TOKEN_FOREIGN_CLUSTER',
    outcome: 'NOT_EXECUTED',
    when: 'the token is of another cluster',
    request: plainGet,
    // A SessionToken of 16 bytes of cluster id.
    header: {
      sessionToken: new Uint8Array([0x0a, 16, ...new Uint8Array(16).fill(9)]),
      consistency: 3,
    },
    only: ['unary', 'http'],
  },
  {
    reason: 'STALE_TOPOLOGY',
    outcome: 'NOT_EXECUTED',
    when: 'a direct request went by an old topology',
    request: plainPut,
    header: { direct: true, topologyEpoch: 1 },
    given: ledBy(0),
    only: grpc,
  },
  {
    reason: 'TOO_MANY_HOPS',
    outcome: 'NOT_EXECUTED',
    when: 'it was sent on twice',
    request: plainPut,
    header: { hops: 2 },
    given: ledBy(2),
    only: grpc,
  },
  {
    reason: 'DRAINING',
    outcome: 'NOT_EXECUTED',
    when: 'the node is stopping',
    request: plainPut,
    given: ({ host }) => {
      host.draining = true;
    },
  },
  {
    reason: 'NOT_READY',
    outcome: 'NOT_EXECUTED',
    when: 'there is no topology yet',
    request: plainPut,
    given: ({ view }) => {
      view.epoch = 0;
    },
  },
  {
    reason: 'FORWARD_LOST',
    outcome: 'NOT_EXECUTED',
    when: 'the leader refuses connections',
    request: plainPut,
    given: async (node) => (await silentLeader(node)).kill(),
  },
  {
    reason: 'FORWARD_LOST',
    outcome: 'UNKNOWN',
    when: 'the leader dies with the write',
    request: plainPut,
    given: async (node) => {
      const other = await silentLeader(node);
      other.host.answer = () => {
        setImmediate(() => other.kill());
        return null;
      };
    },
  },
  {
    reason: 'INTERNAL',
    outcome: 'EXECUTED',
    when: 'the host answers a read as a write',
    request: plainGet,
    given: fromApplied(),
  },
  {
    reason: 'INTERNAL',
    outcome: 'UNKNOWN',
    when: 'the host answers a write as a read',
    request: plainPut,
    given: ({ host }) => {
      host.answer = () => ({ type: 'record', record: null, at: servedAt(0) });
    },
    only: ['unary'],
  },
];

function refused(
  reason: ReasonName,
  when: string,
  request: Wire,
  only?: readonly Protocol[],
): Story[] {
  return [{ reason, outcome: 'NOT_EXECUTED', when, request, ...(only && { only }) }];
}

function fromApplied(): Given {
  return (node) => {
    const result = one(new StoreNode(), 100, put('k', 'v'));
    node.host.answer = () => ({ type: 'written', result, at: servedAt(0) });
  };
}

export const stories: readonly Story[] = [...hostStories, ...ofApply, ...ofEdge];
