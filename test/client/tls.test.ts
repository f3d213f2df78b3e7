import { readFileSync } from 'node:fs';
import { createSecureServer, type Http2SecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { CertificateFiles } from '../../src/cli/local/dev-certificates.ts';
import { InvalidRequestError, RingKv, TlsError, type TlsOptions } from '../../src/client/index.ts';
import { TestNode } from '../server/nodes.ts';
import { tlsOf } from '../server/tls-setup.ts';
import { lasting, TestAuthority } from '../tls/authority.ts';

const authority = new TestAuthority();
const stranger = new TestAuthority('another CA');
const { ca } = authority;
const client = authority.client();
const nodes: TestNode[] = [];
const servers: Http2SecureServer[] = [];

afterEach(() => {
  for (const node of nodes.splice(0)) node.kill();
  for (const server of servers.splice(0)) server.close();
});

afterAll(() => {
  authority.remove();
  stranger.remove();
});

/** A node that asks for certificates. */
async function securedNode(): Promise<string> {
  const { tls } = tlsOf('n1', authority.node('n1'));
  const node = await TestNode.start(1, { tls });
  nodes.push(node);
  return node.address;
}

async function plainNode(): Promise<string> {
  const node = await TestNode.start(1);
  nodes.push(node);
  return node.address;
}

/** Somebody with that certificate: nodes refuse to start with a bad one. */
async function serverWith({ cert, key }: CertificateFiles): Promise<string> {
  const server = createSecureServer({ cert: readFileSync(cert), key: readFileSync(key) });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Fails long before its deadline of a minute, or the story times out. */
async function failure(address: string, tls?: TlsOptions): Promise<TlsError> {
  try {
    await RingKv.connect({ endpoints: [address], tls, timeoutMs: 60_000 });
  } catch (error) {
    if (error instanceof TlsError) return error;
    throw error;
  }
  throw new Error('connected');
}

describe('a handshake that fails says why and what to do, at once', () => {
  it('plain client, TLS node', async () => {
    const address = await securedNode();
    const error = await failure(address);
    expect(error).toMatchObject({
      message: `${address} speaks TLS: give tls with the authority of its certificate (kvctl --tls-ca)`,
      reason: 'TLS_REQUIRED',
      code: 'UNAVAILABLE',
      outcome: 'not_executed',
      retryable: false,
    });
  });

  it('TLS client, plain node', async () => {
    const address = await plainNode();
    const error = await failure(address, { ca });
    expect(error.reason).toBe('TLS_NOT_SPOKEN');
    expect(error.message).toBe(
      `${address} does not speak TLS: leave tls out, or start the node with --tls-cert`,
    );
  });

  it('a certificate of an unknown authority', async () => {
    const address = await serverWith(stranger.node('n1'));
    const error = await failure(address, { ca });
    expect(error.reason).toBe('TLS_UNKNOWN_AUTHORITY');
    expect(error.message).toContain('give the one that signed it (tls.ca, kvctl --tls-ca)');
    // So does the default, what Node.js trusts.
    expect((await failure(address, {})).reason).toBe('TLS_UNKNOWN_AUTHORITY');
  });

  it('a certificate that has expired', async () => {
    const error = await failure(await serverWith(authority.node('n1', lasting(-1), 'old')), { ca });
    expect(error.reason).toBe('TLS_CERTIFICATE_EXPIRED');
    expect(error.message).toMatch(/has expired \(it ended .* GMT\): renew it at the node$/);
  });

  it('a certificate that is not valid yet', async () => {
    const notBefore = new Date(Date.now() + 86_400_000);
    const address = await serverWith(authority.node('n1', { notBefore }, 'early'));
    const error = await failure(address, { ca });
    expect(error.reason).toBe('TLS_CERTIFICATE_NOT_YET_VALID');
    expect(error.message).toMatch(/is not valid before .* GMT: compare the clocks$/);
  });

  it('a certificate for another host', async () => {
    const address = await serverWith(authority.node('n1', { hosts: ['db.example.org'] }, 'other'));
    const error = await failure(address, { ca });
    expect(error.reason).toBe('TLS_WRONG_HOST');
    expect(error.message).toMatch(/is not for 127\.0\.0\.1 but for DNS:db\.example\.org, URI:/);
    expect(error.message).toMatch(/give tls\.serverName \(kvctl --tls-server-name\)$/);
  });

  it('no certificate of the client', async () => {
    const address = await securedNode();
    const error = await failure(address, { ca });
    expect(error).toMatchObject({
      reason: 'TLS_CLIENT_CERTIFICATE_MISSING',
      code: 'UNAUTHENTICATED',
      outcome: 'not_executed',
    });
    expect(error.message).toMatch(/^127.* says: this node takes only clients with a certificate/);
    expect(error.message).toMatch(/\(tls\.cert and tls\.key, kvctl --tls-cert and --tls-key\)$/);
  });

  it.each([
    ['another authority', stranger.client(), /is signed by no authority that this node trusts/],
    ['the past', authority.client(lasting(-1), 'ended'), /\(CN=ended\) has expired: renew it/],
  ])('a certificate of the client of %s', async (_, { cert, key }, message) => {
    const error = await failure(await securedNode(), { ca, cert, key });
    expect(error.reason).toBe('TLS_CLIENT_CERTIFICATE_REFUSED');
    expect(error.code).toBe('UNAUTHENTICATED');
    expect(error.message).toMatch(message);
  });
});

describe('what a client is given', () => {
  /** Through TLS and the certificate check; the node of these stories serves no topology. */
  const gotThrough = async (address: string, tls: TlsOptions): Promise<boolean> => {
    const error = await RingKv.connect({ endpoints: [address], tls, timeoutMs: 500 }).then(
      async (kv) => kv.close(),
      (why: Error) => why,
    );
    return !(error instanceof TlsError);
  };

  it('may be paths or PEM, as text or bytes', async () => {
    const address = await securedNode();
    const { cert, key } = client;
    expect(await gotThrough(address, { ca, cert, key })).toBe(true);
    const [caText, certText, keyBytes] = [
      readFileSync(ca, 'utf8'),
      readFileSync(cert, 'utf8'),
      readFileSync(key),
    ];
    expect(await gotThrough(address, { ca: caText, cert: certText, key: keyBytes })).toBe(true);
  });

  it('may name the server otherwise', async () => {
    const address = await serverWith(authority.node('n1', { hosts: ['db.example.org'] }, 'named'));
    expect(await gotThrough(address, { ca, serverName: 'db.example.org' })).toBe(true);
    expect((await failure(address, { ca, serverName: 'other.example.org' })).message).toMatch(
      /is not for other\.example\.org but for/,
    );
  });

  it.each<[string, TlsOptions, string | RegExp]>([
    ['a missing file', { ca: join(authority.dir, 'no.pem') }, /no\.pem does not exist$/],
    ['text that is none', { ca: Buffer.from('hello') }, 'tls.ca holds no certificate in PEM'],
    ['half a pair', { ca, cert: client.cert }, 'tls.cert needs tls.key'],
    ['the other half', { ca, key: client.key }, 'tls.key needs tls.cert'],
    [
      'a strange pair',
      { ca, cert: client.cert, key: stranger.client({}, 'pair').key },
      /is not the key of/,
    ],
  ])('is refused before anything is dialled: %s', async (_, tls, message) => {
    const connecting = RingKv.connect({ endpoints: ['127.0.0.1:1'], tls });
    const error = await connecting.catch((why: unknown) => why);
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect((error as Error).message).toMatch(message);
  });
});
