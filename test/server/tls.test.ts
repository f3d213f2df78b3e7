import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { status } from '@grpc/grpc-js';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { CertificateFiles } from '../../src/cli/local/dev-certificates.ts';
import {
  certificateRefusalOf,
  clusterService,
  healthService,
  peerService,
} from '../../src/rpc/index.ts';
import type { Frame } from '../../src/server/host/net.ts';
import { StartError } from '../../src/server/start-error.ts';
import { lasting, TestAuthority } from '../tls/authority.ts';
import { incarnationOf, introduce, type NodeOptions, TestNode, until } from './nodes.ts';
import { callWith, type TlsOfNode, tlsOf } from './tls-setup.ts';

const authority = new TestAuthority();
const stranger = new TestAuthority('another CA');
const nodes: TestNode[] = [];
const watched: TlsOfNode[] = [];

afterEach(() => {
  for (const node of nodes.splice(0)) node.kill();
  for (const { tls } of watched.splice(0)) tls.stop();
});

afterAll(() => {
  authority.remove();
  stranger.remove();
});

/** A node that is `name` by its certificate. */
async function start(
  member: number,
  name = `n${member}`,
  options: Parameters<typeof tlsOf>[2] & NodeOptions = {},
): Promise<TestNode & { readonly of: TlsOfNode }> {
  const of = tlsOf(name, authority.node(name, {}, `${name}-of-${member}`), options);
  watched.push(of);
  const node = await TestNode.start(member, { ...options, tls: of.tls });
  nodes.push(node);
  return Object.assign(node, { of });
}

/** The target was asked first, and refused. */
function resetAfterHello(socket: Socket): void {
  socket.once('data', () => socket.resetAndDestroy());
}

const heartbeat: Frame = {
  epoch: 0,
  messages: [],
  heartbeat: { sentAt: 1, wallMs: 2, claimsVersion: 0, claims: null, topologyEpoch: 0 },
  heartbeatAck: null,
  topology: null,
};

function isUp(node: TestNode, member: number): boolean {
  return node.host.states.filter((entry) => entry.member === member).at(-1)?.state === 'up';
}

describe('the files of a node', () => {
  const refusal = (files: CertificateFiles, name = 'n1', advertise = '127.0.0.1:7401'): string => {
    try {
      tlsOf(name, files, { advertise });
    } catch (error) {
      if (error instanceof StartError) return error.message.replaceAll(authority.dir, 'DIR');
      throw error;
    }
    return 'none';
  };
  const n1 = authority.node('n1');

  it('must name it, and where it is reached', () => {
    expect(refusal(n1)).toBe('none');
    expect(refusal(n1, 'n1', 'localhost:1')).toBe('none');
    expect(refusal(n1, 'n2')).toBe(
      'the certificate in DIR/n1.pem does not name node n2 (URI:ringkv://node/n2); ' +
        'its names are: IP Address:127.0.0.1, DNS:localhost, URI:ringkv://node/n1',
    );
    expect(refusal(n1, 'n1', '10.0.0.1:7401')).toMatch(
      /^the certificate in DIR\/n1\.pem is not valid for 10\.0\.0\.1, where this node is reached/,
    );
    expect(refusal(n1, 'n1', 'db.example.org:7401')).toMatch(/not valid for db\.example\.org/);
  });

  it('must be within their dates at the start', () => {
    expect(refusal(authority.node('n1', lasting(-1), 'old'))).toMatch(/old\.pem expired on /);
  });
});

describe('a caller', () => {
  const check = (node: TestNode, files: Partial<CertificateFiles>) =>
    callWith(node.address, { ca: authority.ca, ...files }, healthService.check, {});

  it('with a certificate of the authority is served', async () => {
    const node = await start(1);
    expect(await check(node, authority.client())).toBeNull();
    expect(await check(node, authority.node('n9'))).toBeNull();
  });

  const foreign = stranger.client();
  it.each<[string, string, Partial<CertificateFiles>, RegExp]>([
    ['without one', 'missing', {}, /^this node takes only clients with a certificate/],
    [
      'with one of another authority',
      'untrusted',
      { cert: foreign.cert, key: foreign.key },
      /\(CN=client\) is signed by no authority/,
    ],
    [
      'with one that has ended',
      'expired',
      authority.client(lasting(-1), 'ended'),
      /\(CN=ended\) has expired: renew it$/,
    ],
    [
      'with one that is not valid yet',
      'not_yet_valid',
      authority.client({ notBefore: new Date(Date.now() + 86_400_000) }, 'early'),
      /is not valid yet/,
    ],
  ])('%s is told so and never served', async (_, fault, files, message) => {
    const node = await start(1);
    const error = await check(node, files);
    expect(error?.code).toBe(status.UNAUTHENTICATED);
    const refusal = error === null ? null : certificateRefusalOf(error);
    expect(refusal).toEqual({ fault, message: expect.stringMatching(message) });
    const series = `ringkv_tls_handshake_failures_total{port="grpc",reason="client_certificate_${fault}"}`;
    expect(await node.of.metric(series)).toBe(1);
  });

  it('may come without one where it is optional, but not with a bad one', async () => {
    const node = await start(1, 'n1', { clientAuth: 'optional' });
    expect(await check(node, {})).toBeNull();
    const error = await check(node, { cert: foreign.cert, key: foreign.key });
    expect(error?.code).toBe(status.UNAUTHENTICATED);
  });

  it('that is a client has no business with what nodes ask of each other', async () => {
    const node = await start(1);
    const snapshot = {
      clusterId: node.view.clusterId,
      fromMember: 2,
      incarnation: incarnationOf(2),
    };
    const refusals = [
      await callWith(node.address, authority.client(), peerService.hello, { name: 'n2' }),
      await callWith(node.address, authority.client(), peerService.fetchSnapshot, snapshot),
    ];
    for (const error of refusals) {
      expect(error?.code).toBe(status.PERMISSION_DENIED);
      expect(error?.details).toMatch(/^only nodes may call this/);
    }
    const optional = await start(1, 'n1', { clientAuth: 'optional' });
    const { ca } = authority;
    const error = await callWith(optional.address, { ca }, peerService.hello, { name: 'n2' });
    expect(error?.code).toBe(status.PERMISSION_DENIED);
  });

  it('that is one node does not pass for another', async () => {
    const [one, two] = [await start(1), await start(2)];
    introduce([one, two], false);
    const n2 = authority.node('n2');
    expect(await callWith(one.address, n2, peerService.hello, { name: 'n2' })).toBeNull();
    const error = await callWith(one.address, n2, peerService.hello, { name: 'n3' });
    expect(error?.code).toBe(status.PERMISSION_DENIED);
    expect(error?.details).toBe(
      'the caller says that it is node n3, its certificate is of node n2',
    );
  });

  it('that speaks no TLS is counted', async () => {
    const node = await start(1);
    await expect(node.call(healthService.check, {}, 2_000)).rejects.toThrow();
    const series = 'ringkv_tls_handshake_failures_total{port="grpc",reason="not_tls"}';
    expect(await node.of.metric(series)).toBeGreaterThan(0);
  });
});

describe('two nodes', () => {
  it('take each other by their certificates', async () => {
    const [one, two] = [await start(1), await start(2)];
    introduce([one, two]);
    await until('both links', () => isUp(one, 2) && isUp(two, 1));
    one.transport.send(2, heartbeat);
    await until('a frame', () => two.host.frames.length > 0);
  });

  it('suspect each other on a reset, which is how a proxy says that its target is gone (R7, R44)', async () => {
    const resets = [(socket: Socket) => socket.resetAndDestroy(), resetAfterHello];
    for (const reset of resets) {
      const proxy = createServer(reset);
      await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
      const address = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
      const one = await start(1);
      introduce([one], false);
      one.transport.setPeers([{ member: 2, name: 'n2', address, incarnation: '0202020202020202' }]);
      await until('refused', () => one.host.states.some(({ state }) => state === 'refused'));
      one.kill();
      proxy.close();
    }
  });

  it('do not, if another node answers at the address: the one that dials finds out', async () => {
    const [one, imposter] = [await start(1), await start(3)];
    introduce([one], false);
    one.transport.setPeers([
      { member: 2, name: 'n2', address: imposter.address, incarnation: '0202020202020202' },
    ]);
    await until('a broken link', () => one.host.states.some(({ member }) => member === 2));
    expect(one.host.states.map(({ state }) => state)).toEqual(['broken']);
    expect(isUp(one, 2)).toBe(false);
  });

  it('do not, if the one that dials is another than it says: the one that is called finds out', async () => {
    const [one, two] = [await start(1), await start(2, 'n3')];
    introduce([one, two]);
    await until('the stream of the other', () => isUp(two, 1));
    two.transport.send(1, heartbeat);
    await until('a refusal', () => one.dropped.includes('received wrong_certificate'));
    await until('the end of the stream', () => !isUp(two, 1));
    expect(one.host.frames).toEqual([]);
  });
});

describe('files that are replaced', () => {
  const inode = authority.dir;
  const served = async (node: TestNode): Promise<string | null> => {
    const error = await callWith(
      node.address,
      authority.client(),
      clusterService.getNodeStatus,
      {},
    );
    return error?.details ?? null;
  };

  it('are used from the next connection on, also by what this node dials', async () => {
    const node = await start(1);
    const before = node.of.tls.generation;
    const old = node.of.certificates.material.leaf?.fingerprint256;
    node.of.tls.start();
    authority.node('n1', {}, 'n1-of-1');
    await until('the new certificate', () => node.of.tls.generation > before);
    expect(node.of.certificates.material.leaf?.fingerprint256).not.toBe(old);
    expect(await served(node)).toBeNull();
    expect(await node.of.metric('ringkv_tls_reloads_total{result="ok"}')).toBe(1);
  });

  it('may be a folder that a symbolic link is moved to', async () => {
    const [first, second] = ['first', 'second'].map((name) => join(inode, name));
    const link = join(inode, 'current');
    const fill = (dir: string): void => {
      mkdirSync(dir);
      const files = authority.node('n1', {}, 'n1-linked');
      cpSync(files.cert, join(dir, 'tls.crt'));
      cpSync(files.key, join(dir, 'tls.key'));
      cpSync(files.ca, join(dir, 'ca.crt'));
    };
    fill(first ?? '');
    fill(second ?? '');
    symlinkSync('first', link);
    const files = { ca: 'ca.crt', cert: 'tls.crt', key: 'tls.key' };
    const of = tlsOf('n1', {
      ca: join(link, files.ca),
      cert: join(link, files.cert),
      key: join(link, files.key),
    });
    watched.push(of);
    of.tls.start();
    symlinkSync('second', `${link}.new`);
    renameSync(`${link}.new`, link);
    await until('the other folder', () => of.tls.generation === 2);
  });

  it('are refused as a whole when they do not fit: what was in use stays, and it shows', async () => {
    const node = await start(1);
    node.of.tls.start();
    const other = authority.node('n1', {}, 'n1-other');
    cpSync(other.key, join(inode, 'n1-of-1-key.pem'));
    await until('a warning', () => node.of.warnings.length > 0);
    expect(node.of.warnings[0]?.why).toMatch(/n1-of-1-key\.pem is not the key of the certificate/);
    expect(await node.of.metric('ringkv_tls_files_refused')).toBe(1);
    expect(await served(node)).toBeNull();
    expect(node.of.tls.generation).toBe(1);
    // The other half arrives.
    cpSync(other.cert, join(inode, 'n1-of-1.pem'));
    await until('the pair', () => node.of.tls.generation === 2);
    expect(await node.of.metric('ringkv_tls_files_refused')).toBe(0);
    expect(node.of.warnings).toHaveLength(1);
    expect(await node.of.metric('ringkv_tls_reloads_total{result="refused"}')).toBe(1);
  });

  it('may be away for a while', async () => {
    const node = await start(1);
    node.of.tls.start();
    rmSync(join(inode, 'n1-of-1.pem'));
    await until('a warning', () => node.of.warnings.length > 0);
    expect(node.of.warnings[0]?.why).toMatch(/n1-of-1\.pem cannot be read: ENOENT/);
    expect(await served(node)).toBeNull();
    authority.node('n1', {}, 'n1-of-1');
    await until('it is back', () => node.of.tls.generation === 2);
  });

  it('are warned of when they end soon', () => {
    const of = tlsOf('n1', authority.node('n1', lasting(3), 'soon'));
    watched.push(of);
    of.tls.start();
    expect(of.warnings).toEqual([expect.objectContaining({ days: 2 })]);
  });
});
