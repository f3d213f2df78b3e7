import { X509Certificate } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/cli/errors.ts';
import {
  type CertificateFiles,
  devFiles,
  ensureDevCertificates,
} from '../../src/cli/local/dev-certificates.ts';
import { type RingKv, TlsError } from '../../src/client/index.ts';
import { peerService } from '../../src/rpc/index.ts';
import { callWith } from '../server/tls-setup.ts';
import { TestAuthority } from '../tls/authority.ts';
import { type Ended, patience, runBin, Stage } from './support.ts';

// A cluster of real processes with TLS everywhere and a proxy on every link, as `kvctl cluster up --tls --proxied` makes it.

let stage: Stage;
let dir: string;
const stranger = new TestAuthority('another CA');

beforeAll(async () => {
  const extraArgs = ['--tls-reload-ms', '100', '--election-timeout-ms', '500'];
  stage = await Stage.start({ tls: true, proxied: true, partitions: 4, extraArgs });
  dir = stage.cluster.tlsDir ?? '';
});

afterAll(async () => {
  stranger.remove();
  await stage.end();
});

function connected(): Promise<RingKv> {
  return stage.connect({ tls: { ...devFiles(dir) } });
}

/** One request to the HTTP port of a node, with the client's certificate or without. */
async function https(
  node: string,
  path: string,
  options: { readonly method?: string; readonly body?: string; readonly bare?: boolean } = {},
): Promise<{ readonly status: number; readonly text: string }> {
  const { httpAddress } = stage.cluster.report().nodes.find(({ name }) => name === node) ?? {};
  const { ca, cert, key } = devFiles(dir);
  const shown = options.bare ? {} : { cert: readFileSync(cert), key: readFileSync(key) };
  const { method = 'GET', body } = options;
  return new Promise((resolve, reject) => {
    const url = `https://${httpAddress}${path}`;
    const call = request(
      url,
      { method, ca: readFileSync(ca), agent: false, ...shown },
      (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => {
          text += chunk.toString();
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

async function metric(node: string, series: string): Promise<number> {
  const { text } = await https(node, '/metrics');
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  return Number(line?.split(' ').at(-1) ?? 0);
}

/** The certificate that a new connection to the node is shown. */
async function shownBy(node: string): Promise<string> {
  const [host = '', port] = stage.endpoint(node).split(':');
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: Number(port), rejectUnauthorized: false }, () => {
      resolve(socket.getPeerX509Certificate()?.fingerprint256 ?? '');
      socket.destroy();
    });
    socket.on('error', reject);
  });
}

describe('a cluster with TLS', () => {
  it('serves its clients, and its nodes serve each other', async () => {
    const kv = await connected();
    await kv.put('greeting', 'hello');
    expect((await kv.get('greeting'))?.value).toBe('hello');
    // Each node is asked by the one that answers.
    expect((await kv.status()).members.map(({ state }) => state)).toEqual(['up', 'up', 'up']);
    await expect
      .poll(async () => (await kv.hashes()).every(({ verdict }) => verdict === 'equal'), patience)
      .toBe(true);
    const shown = await stage.kvctl('--tls-dir', dir, 'get', 'greeting');
    expect([shown.code, shown.out]).toEqual([exitCodes.ok, 'hello\n']);
  });

  it('serves curl, and whoever watches over processes without a certificate', async () => {
    const put = await https('n2', '/v1/kv/colour', { method: 'PUT', body: 'blue' });
    expect(put.status).toBe(200);
    expect(await https('n3', '/v1/kv/colour')).toEqual({ status: 200, text: 'blue' });
    expect((await https('n1', '/livez', { bare: true })).status).toBe(200);
    expect((await https('n1', '/readyz?verbose', { bare: true })).status).toBe(200);
    for (const path of ['/metrics', '/v1/kv/colour']) {
      const { status: code, text } = await https('n1', path, { bare: true });
      expect([code, text]).toEqual([
        401,
        expect.stringContaining('takes only clients with a cert'),
      ]);
    }
  });

  it('elects another leader when one is killed', async () => {
    const kv = await connected();
    const leader = await stage.leaderOf(kv, 'greeting');
    await stage.cluster.kill(leader);
    await kv.put('greeting', 'again', { timeoutMs: 20_000 });
    await stage.cluster.restart(leader);
    expect((await kv.get('greeting', { timeoutMs: 20_000 }))?.value).toBe('again');
  });
});

describe('kvctl says in one line why a handshake failed, and which exit code that is', () => {
  const foreign = stranger.client();
  const flags = (files: Partial<CertificateFiles>): string[] =>
    Object.entries(files).flatMap(([name, path]) => [`--tls-${name}`, path]);

  it.each<[string, () => string[], number, RegExp]>([
    ['no TLS', () => [], exitCodes.unavailable, /^127\.0\.0\.1:\d+ speaks TLS: give tls with/],
    [
      'another authority',
      () => flags({ ca: stranger.ca }),
      exitCodes.unavailable,
      /signed by no authority that this client trusts: give the one that signed it/,
    ],
    [
      'another host',
      () => ['--tls-dir', dir, '--tls-server-name', 'db'],
      exitCodes.unavailable,
      /is not for db but for DNS:localhost, IP Address:127\.0\.0\.1/,
    ],
    [
      'no certificate',
      () => flags({ ca: devFiles(dir).ca }),
      exitCodes.notAuthorised,
      /says: this node takes only clients with a certificate/,
    ],
    [
      'a certificate of another authority',
      () => flags({ ca: devFiles(dir).ca, cert: foreign.cert, key: foreign.key }),
      exitCodes.notAuthorised,
      /\(CN=client\) is signed by no authority that this node trusts/,
    ],
    [
      'a file that is not there',
      () => flags({ ca: join(dir, 'no.pem') }),
      exitCodes.usage,
      /no\.pem does not exist$/,
    ],
  ])('%s', async (_, args, code, message) => {
    const ended = await stage.kvctl(...args(), 'put', 'a', 'b');
    expect([ended.code, ended.out]).toEqual([code, '']);
    expect(ended.err.trimEnd().split('\n')).toEqual([expect.stringMatching(message)]);
  });

  it('TLS to a node without it', async () => {
    const plain = await Stage.start({ nodes: 1, partitions: 1 });
    try {
      const ended = await plain.kvctl('--tls-dir', dir, 'get', 'a');
      expect([ended.code, ended.err]).toEqual([
        exitCodes.unavailable,
        expect.stringMatching(/^127\.0\.0\.1:\d+ does not speak TLS: leave tls out/),
      ]);
    } finally {
      await plain.end();
    }
  });
});

describe('a certificate is of one node', () => {
  it('another node that comes with it is refused', async () => {
    const n2 = devFiles(dir, 'n2');
    const n1 = stage.endpoint('n1');
    expect(await callWith(n1, n2, peerService.hello, { name: 'n2' })).toBeNull();
    const asOther = await callWith(n1, n2, peerService.hello, { name: 'n3' });
    expect([asOther?.code, asOther?.details]).toEqual([
      status.PERMISSION_DENIED,
      'the caller says that it is node n3, its certificate is of node n2',
    ]);
    const asClient = await callWith(n1, devFiles(dir), peerService.hello, { name: 'n2' });
    expect(asClient?.code).toBe(status.PERMISSION_DENIED);
  });

  const startAs = (name: string, files: CertificateFiles, ...more: string[]): Promise<Ended> => {
    const { ca, cert, key } = files;
    const tls = ['--tls-ca', ca, '--tls-cert', cert, '--tls-key', key];
    const data = ['--data-dir', join(stage.dir, 'other')];
    return runBin('kvd', ['--name', name, ...data, ...tls, '--stop-with-stdin', ...more]);
  };

  it('a node does not start with that of another, or with files that do not fit', async () => {
    const n2 = devFiles(dir, 'n2');
    const other = await startAs('n3', n2);
    expect([other.code, other.err]).toEqual([
      exitCodes.failure,
      expect.stringMatching(
        /^kvd: the certificate in \S+n2\.pem does not name node n3 \(URI:.*\n$/,
      ),
    ]);
    const mixed = await startAs('n2', { ...n2, key: devFiles(dir, 'n3').key });
    expect(mixed.err).toMatch(
      /^kvd: \S+n3-key\.pem is not the key of the certificate in \S+n2\.pem\n$/,
    );
    const elsewhere = await startAs('n2', n2, '--advertise', 'db.example.org:7401');
    expect(elsewhere.err).toMatch(/is not valid for db\.example\.org, where this node is reached/);
  });
});

describe('certificates that are replaced', () => {
  it('are taken over under load without an error, and nodes find each other with them', async () => {
    const kv = await connected();
    let isOver = false;
    const written = Promise.all(
      Array.from({ length: 8 }, async (_, worker) => {
        let count = 0;
        while (!isOver) await kv.put(`load/${worker}`, String(++count), { timeoutMs: 20_000 });
        return count;
      }),
    );
    const before = await Promise.all(stage.cluster.names.map(shownBy));
    for (const name of [...stage.cluster.names, 'client']) rmSync(devFiles(dir, name).cert);
    ensureDevCertificates(dir, stage.cluster.names);
    for (const node of stage.cluster.names) {
      const reloaded = (): Promise<number> => metric(node, 'ringkv_tls_reloads_total{result="ok"}');
      await expect.poll(reloaded, patience).toBe(1);
      const file = readFileSync(devFiles(dir, node).cert);
      expect(await shownBy(node)).toBe(new X509Certificate(file).fingerprint256);
    }
    expect(before).not.toContain(await shownBy('n1'));
    // New connections everywhere, with the new certificates on both ends.
    stage.cluster.split('n1/n2,n3');
    await expect.poll(async () => Number((await kv.locate('x')).leader), patience).not.toBe(1);
    stage.cluster.heal();
    await kv.put('x', 'y', { timeoutMs: 20_000 });
    isOver = true;
    for (const [worker, count] of (await written).entries()) {
      expect(count).toBeGreaterThan(0);
      expect((await kv.get(`load/${worker}`))?.value).toBe(String(count));
    }
  });
});

describe('an authority that is replaced', () => {
  it('leaves out who has a certificate of the old one: a write says at once that it was not done', async () => {
    // It looks at its files when it starts and not again, so that the story decides when.
    const extraArgs = ['--tls-reload-ms', '3600000'];
    const lone = await Stage.start({ nodes: 1, partitions: 1, tls: true, extraArgs });
    try {
      const files = devFiles(lone.cluster.tlsDir ?? '');
      const { cert, key } = files;
      const old = { cert: readFileSync(cert), key: readFileSync(key) };
      const oldAuthority = readFileSync(files.ca, 'utf8');
      rmSync(files.ca);
      ensureDevCertificates(lone.cluster.tlsDir ?? '', ['n1']);
      const both = oldAuthority + readFileSync(files.ca, 'utf8');
      // One has what it was given, the other reads its files again.
      const behind = await lone.connect({ tls: { ...old, ca: both } });
      const caFile = join(lone.dir, 'both.pem');
      writeFileSync(caFile, both);
      const oldFiles = { cert: join(lone.dir, 'c.pem'), key: join(lone.dir, 'k.pem') };
      writeFileSync(oldFiles.cert, old.cert);
      writeFileSync(oldFiles.key, old.key);
      const renewed = await lone.connect({ tls: { ...oldFiles, ca: caFile } });
      await behind.put('a', '1');
      await renewed.put('a', '2');
      writeFileSync(oldFiles.cert, readFileSync(cert));
      writeFileSync(oldFiles.key, readFileSync(key));
      await lone.cluster.restart('n1');
      await renewed.put('a', '3', { timeoutMs: 20_000 });
      const error = await behind.put('a', '4', { timeoutMs: 60_000 }).catch((why: unknown) => why);
      expect(error).toBeInstanceOf(TlsError);
      expect(error).toMatchObject({
        reason: 'TLS_CLIENT_CERTIFICATE_REFUSED',
        code: 'UNAUTHENTICATED',
        outcome: 'not_executed',
      });
      expect((await renewed.get('a'))?.value).toBe('3');
    } finally {
      await lone.end();
    }
  });
});
