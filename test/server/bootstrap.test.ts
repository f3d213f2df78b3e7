import { afterEach, describe, expect, it } from 'vitest';
import { peerService } from '../../src/rpc/index.ts';
import { answerHello, formCluster, type HelloState } from '../../src/server/bootstrap.ts';
import { GrpcServer } from '../../src/server/grpc-server.ts';
import { clusterIdOf } from '../../src/server/identity.ts';
import type { InitialMember, NodeConfig } from '../../src/server/node-config.ts';
import { plainDialer } from '../../src/server/peer-dialer.ts';
import { realClock } from '../../src/server/real-clock.ts';
import { present } from '../../src/util/assert.ts';
import { type Logger, silentLogger } from '../../src/util/logger.ts';

const servers: GrpcServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop(0)));
});

/** Three nodes at their first start, each with its own port and nothing else. */
class Beginning {
  readonly configs: NodeConfig[] = [];
  readonly states: HelloState[] = [];

  static async of(names: readonly string[]): Promise<Beginning> {
    const beginning = new Beginning();
    const found: InitialMember[] = [];
    for (const name of names) {
      const server = new GrpcServer(realClock);
      servers.push(server);
      const index = found.length;
      const handlers = {
        hello: (call: { request: object }, done: (error: null, reply: object) => void) =>
          done(null, answerHello(beginning.config(index), beginning.state(index), call.request)),
      };
      server.add({ hello: peerService.hello }, handlers);
      found.push({ name, address: `127.0.0.1:${await server.listen('127.0.0.1', 0)}` });
    }
    found.forEach(({ name }, i) => {
      beginning.configs.push({ ...someConfig, name, initialCluster: found });
      const incarnation = `${i + 1}`.repeat(32);
      beginning.states.push({
        clusterId: clusterIdOf(found, 'token'),
        incarnation,
        identity: null,
      });
    });
    return beginning;
  }

  config(i: number): NodeConfig {
    return present(this.configs[i], 'config');
  }

  state(i: number): HelloState {
    return present(this.states[i], 'state');
  }

  form(i: number, logger: Logger = silentLogger): ReturnType<typeof formCluster> {
    return formCluster(this.config(i), this.state(i), plainDialer, logger);
  }
}

const someConfig: NodeConfig = {
  name: 'n1',
  dataDir: '',
  listen: { host: '127.0.0.1', port: 0 },
  httpListen: { host: '127.0.0.1', port: 0 },
  tls: null,
  advertise: '',
  initialCluster: [],
  clusterToken: 'token',
  partitions: 4,
  replicas: 3,
  leaseMs: 0,
  zone: '',
  logLevel: 'error',
  peerOverrides: new Map(),
  heartbeatMs: 100,
  electionTimeoutMinMs: 1_000,
  electionTimeoutMaxMs: 2_000,
  flushIntervalMs: 50,
  walSegmentBytes: 1 << 20,
  walRecovery: 'strict',
  diskHangMs: 30_000,
  hashIntervalMs: 0,
  scrubIntervalMs: 0,
  diskReserveBytes: 0,
  ballastBytes: 0,
  snapshotBytesPerSecond: 0,
};

describe('the first start of a cluster (R11)', () => {
  it('gives every node the same members, each with the incarnation of its directory', async () => {
    const beginning = await Beginning.of(['n1', 'n2', 'n3']);
    const identities = await Promise.all([0, 1, 2].map((i) => beginning.form(i)));
    expect(identities.map(({ member, name }) => [member, name])).toEqual([
      [1, 'n1'],
      [2, 'n2'],
      [3, 'n3'],
    ]);
    expect(identities[1]?.members).toEqual(identities[0]?.members);
    expect(identities[0]?.members.map(({ incarnation }) => incarnation[0])).toEqual([
      '1',
      '2',
      '3',
    ]);
  });

  it('waits for a silent node and names it', async () => {
    const beginning = await Beginning.of(['n1', 'n2']);
    const silent = present(servers.pop(), 'server');
    silent.kill();
    let named: (fields: object) => void = () => {};
    const warned = new Promise<object>((resolve) => {
      named = resolve;
    });
    let formed = false;
    void beginning.form(0, { ...silentLogger, warn: (fields) => named(fields) }).then(() => {
      formed = true;
    });
    expect(await warned).toEqual({
      waitingFor: ['n2'],
      said: [expect.stringContaining('ECONNREFUSED')],
    });
    expect(formed).toBe(false);
    // It comes up late, on the same port, and the first start goes on.
    const late = new GrpcServer(realClock);
    servers.push(late);
    late.add(
      { hello: peerService.hello },
      {
        hello: (call: { request: object }, done: (error: null, reply: object) => void) =>
          done(null, answerHello(beginning.config(1), beginning.state(1), call.request)),
      },
    );
    const port = Number(beginning.config(0).initialCluster[1]?.address.split(':')[1]);
    await late.listen('127.0.0.1', port);
    while (!formed) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  it('refuses a directory that was wiped: a peer knows the node by another', async () => {
    const beginning = await Beginning.of(['n1', 'n2']);
    const identity = await beginning.form(1);
    beginning.states[1] = { ...beginning.state(1), identity };
    beginning.states[0] = { ...beginning.state(0), incarnation: 'f'.repeat(32) };
    await expect(beginning.form(0)).rejects.toThrow(/n2 knows n1 by another data directory/);
  });

  it('refuses a peer of another cluster, and one with other sizes, with both values', async () => {
    const beginning = await Beginning.of(['n1', 'n2']);
    beginning.configs[1] = { ...beginning.config(1), partitions: 8 };
    await expect(beginning.form(0)).rejects.toThrow(/--partitions 8 .* --partitions 4/);
    beginning.states[1] = { ...beginning.state(1), clusterId: 'e'.repeat(32) };
    await expect(beginning.form(0)).rejects.toThrow(/cluster e{32}, this node was started for/);
  });
});
