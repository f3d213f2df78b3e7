import { Client, type ServiceError } from '@grpc/grpc-js';
import type { ringkv } from '#proto';
import { channelOptions, peerService } from '../rpc/index.ts';
import { fromHex, hex } from '../util/bytes.ts';
import type { Logger } from '../util/logger.ts';
import type { Identity, IdentityMember } from './identity.ts';
import type { NodeConfig } from './node-config.ts';
import type { PeerDialer } from './peer-dialer.ts';
import { StartError } from './start-error.ts';

type HelloRequest = ringkv.v1.HelloRequest.$Properties;
type HelloResponse = ringkv.v1.HelloResponse.$Properties;

/** One question to one peer waits this long for its answer. */
const helloTimeoutMs = 1_000;
const helloIntervalMs = 100;
/** The silent peers are named this often. */
const silentNoticeMs = 5_000;

/** What this node says of itself while the cluster forms, and afterwards. */
export interface HelloState {
  readonly clusterId: string;
  readonly incarnation: string;
  /** Null until the cluster has formed. */
  readonly identity: Identity | null;
}

/** Answers a peer's Hello: who we are, and under which incarnation we know the caller. */
export function answerHello(
  config: NodeConfig,
  state: HelloState,
  request: HelloRequest,
): HelloResponse {
  const known = state.identity?.members.find((member) => member.name === request.name);
  return {
    clusterId: fromHex(state.clusterId),
    name: config.name,
    incarnation: fromHex(state.incarnation),
    formed: state.identity !== null,
    knownIncarnation: fromHex(known?.incarnation ?? ''),
    zone: config.zone,
    weight: 1,
    partitions: config.partitions,
    replicas: config.replicas,
    leaseMs: config.leaseMs,
  };
}

/**
 * The first start of a node (R11). It asks every initial peer and goes on only when all have answered; it neither
 * writes an identity nor votes before. A peer that knows the cluster with another incarnation of this node proves that
 * this directory was wiped: starting would forget votes and acknowledgements.
 */
export async function formCluster(
  config: NodeConfig,
  state: HelloState,
  dialer: PeerDialer,
  logger: Logger,
): Promise<Identity> {
  const peers = config.initialCluster.filter(({ name }) => name !== config.name);
  const answers = new Map<string, HelloResponse>();
  /** What the last question to a silent peer came to. */
  const why = new Map<string, string>();
  const clients = new Map(
    peers.map(({ name, address }) => {
      const target = config.peerOverrides.get(name) ?? address;
      return [name, new Client(target, dialer.credentials(name), channelOptions)];
    }),
  );
  const request: HelloRequest = {
    clusterId: fromHex(state.clusterId),
    name: config.name,
    incarnation: fromHex(state.incarnation),
  };
  let noticeAt = Date.now() + silentNoticeMs / 2;
  try {
    while (answers.size < peers.length) {
      const silent = peers.filter(({ name }) => !answers.has(name));
      const replies = await Promise.all(
        silent.map(({ name }) => hello(clients.get(name) as Client, request)),
      );
      silent.forEach(({ name }, i) => {
        const reply = replies[i];
        if (reply === undefined || reply instanceof Error) {
          why.set(name, reply?.details ?? '');
          return;
        }
        checkPeer(config, state, name, reply);
        answers.set(name, reply);
      });
      if (answers.size < peers.length) {
        if (Date.now() >= noticeAt) {
          const waitingFor = peers.map(({ name }) => name).filter((name) => !answers.has(name));
          const said = waitingFor.map((name) => why.get(name) ?? '');
          logger.warn({ waitingFor, said }, 'a first start needs all initial nodes; waiting');
          noticeAt = Date.now() + silentNoticeMs;
        }
        await new Promise((resolve) => setTimeout(resolve, helloIntervalMs));
      }
    }
  } finally {
    for (const client of clients.values()) client.close();
  }
  return identityOf(config, state, answers);
}

function hello(client: Client, request: HelloRequest): Promise<HelloResponse | ServiceError> {
  const { path, requestSerialize, responseDeserialize } = peerService.hello;
  return new Promise((resolve) => {
    client.makeUnaryRequest(
      path,
      requestSerialize as (message: HelloRequest) => Buffer,
      responseDeserialize,
      request,
      { deadline: Date.now() + helloTimeoutMs },
      (error: ServiceError | null, response) => resolve(error ?? response ?? {}),
    );
  });
}

function checkPeer(
  config: NodeConfig,
  state: HelloState,
  name: string,
  reply: HelloResponse,
): void {
  const theirCluster = hex(reply.clusterId ?? new Uint8Array());
  if (theirCluster !== state.clusterId) {
    throw new StartError(
      `${name} belongs to cluster ${theirCluster}, this node was started for ${state.clusterId}: ` +
        'use the same --initial-cluster and --cluster-token everywhere',
    );
  }
  if (reply.name !== name) {
    throw new StartError(`the node at the address of ${name} calls itself ${reply.name}`);
  }
  const known = hex(reply.knownIncarnation ?? new Uint8Array());
  if (known !== '' && known !== state.incarnation) {
    throw new StartError(
      `${name} knows ${config.name} by another data directory and ${config.dataDir} is empty: a node that lost ` +
        'its data must not come back under the same name; put its own directory back, not an older copy of it',
    );
  }
  if (reply.partitions !== config.partitions || reply.replicas !== config.replicas) {
    throw new StartError(
      `${name} was started with --partitions ${reply.partitions} --replicas ${reply.replicas}, this node ` +
        `with --partitions ${config.partitions} --replicas ${config.replicas}`,
    );
  }
  if ((reply.leaseMs ?? 0) !== config.leaseMs) {
    throw new StartError(
      `${name} was started with --lease-ms ${reply.leaseMs ?? 0}, this node with --lease-ms ${config.leaseMs}: a ` +
        'leader counts on what all others promise',
    );
  }
}

function identityOf(
  config: NodeConfig,
  state: HelloState,
  answers: ReadonlyMap<string, HelloResponse>,
): Identity {
  const members = config.initialCluster.map(({ name, address }, index): IdentityMember => {
    const reply = answers.get(name);
    return {
      id: index + 1,
      name,
      address,
      zone: reply?.zone ?? config.zone,
      weight: reply?.weight ?? 1,
      incarnation:
        reply === undefined ? state.incarnation : hex(reply.incarnation ?? new Uint8Array()),
    };
  });
  const { clusterId, incarnation } = state;
  const { name, partitions, replicas, leaseMs } = config;
  const member = members.findIndex((candidate) => candidate.name === name) + 1;
  const sizes = { partitions, replicas, leaseMs };
  return { format: 1, clusterId, member, name, incarnation, members, ...sizes };
}
