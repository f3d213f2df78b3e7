import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytes } from '../../src/client/index.ts';
import { patience, Stage } from './support.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.start({ partitions: 4 });
});

afterAll(async () => stage.end());

function url(node: string, path: string): string {
  const found = stage.cluster.report().nodes.find(({ name }) => name === node);
  return `http://${found?.httpAddress}${path}`;
}

function kv(key: string, options: RequestInit = {}, node = 'n1'): Promise<Response> {
  return fetch(url(node, `/v1/kv/${key}`), options);
}

interface Written {
  readonly revision: number;
  readonly version: number;
  readonly partition: number;
  readonly expiresAt?: number;
}

interface Page {
  readonly records: readonly { readonly key: string; readonly value?: unknown }[];
  readonly nextPageToken: string;
}

async function json<T>(response: Response): Promise<T> {
  return (await response.json()) as T;
}

async function put(key: string, body: string | Uint8Array, headers = {}, node = 'n1') {
  const response = await kv(key, { method: 'PUT', body, headers }, node);
  const { status, headers: served } = response;
  return { status, headers: served, ...(await json<Written>(response)) };
}

async function failure(answer: Promise<Response>) {
  const response = await answer;
  const { error } = await json<{ error: { reason?: string; outcome?: string } }>(response);
  return { status: response.status, ...error };
}

describe('keys over HTTP', () => {
  it('are raw bytes, and the same ones that the typed client sees', async () => {
    const value = Uint8Array.of(0, 1, 0xff, 0x0a, 0);
    const written = await put('{http}/bytes', value);
    expect(written).toMatchObject({ status: 200, version: 1 });
    const client = await stage.connect();
    const entry = await client.keyspace(bytes).get('{http}/bytes');
    expect([entry?.value, entry?.modRevision]).toEqual([value, written.revision]);
    for (const node of stage.cluster.names) {
      const read = await kv('{http}/bytes', {}, node);
      expect(new Uint8Array(await read.arrayBuffer())).toEqual(value);
      expect(read.headers.get('etag')).toBe(`"${written.revision}"`);
      expect(read.headers.get('ringkv-level')).toBe('LINEARIZABLE');
      expect(read.headers.get('ringkv-role')).toBe('leader');
    }
    const head = await kv('{http}/bytes', { method: 'HEAD' });
    expect([head.headers.get('content-length'), await head.text()]).toEqual(['5', '']);
  });

  it('are named by any bytes, percent-encoded', async () => {
    const client = await stage.connect();
    await put('a%2Fb%00%FF/c', 'odd');
    const key = Buffer.from([...Buffer.from('a/b'), 0, 0xff, ...Buffer.from('/c')]);
    expect((await client.get(new Uint8Array(key)))?.value).toBe('odd');
    const gone = await (await kv('a%2Fb%00%FF/c', { method: 'DELETE' })).json();
    expect(gone).toMatchObject({ deleted: true });
    const again = await (await kv('a%2Fb%00%FF/c', { method: 'DELETE' })).json();
    expect(again).toMatchObject({ deleted: false });
    expect(await failure(kv('a%2Fb%00%FF/c'))).toMatchObject({
      status: 404,
      reason: 'KEY_NOT_FOUND',
    });
  });

  it('are written on a condition: absent, or at a revision', async () => {
    const first = await put('cond', '1', { 'if-none-match': '*' });
    expect(first.status).toBe(200);
    const current = { version: 1, modRevision: first.revision };
    const taken = kv('cond', { method: 'PUT', body: '2', headers: { 'if-none-match': '*' } });
    expect(await failure(taken)).toMatchObject({
      status: 412,
      reason: 'CONDITION_FAILED',
      outcome: 'NOT_EXECUTED',
      current,
    });
    const etag = first.headers.get('etag') ?? `"${first.revision}"`;
    expect(await put('cond', '2', { 'if-match': etag })).toMatchObject({ status: 200, version: 2 });
    const stale = kv('cond', { method: 'DELETE', headers: { 'if-match': etag } });
    expect(await failure(stale)).toMatchObject({ status: 412, current: { version: 2 } });
    expect(await (await kv('cond')).text()).toBe('2');
  });

  it('expire', async () => {
    const written = await put('short', 'x', { 'ringkv-ttl': '200ms' });
    expect(written.expiresAt).toBeGreaterThan(Date.now() - 5_000);
    await expect.poll(async () => (await kv('short')).status, patience).toBe(404);
  });
});

describe('levels over HTTP', () => {
  it('carry a session from node to node', async () => {
    let session = 'new';
    for (let n = 0; n < 20; n++) {
      const written = await put('seen', `${n}`, { 'ringkv-session': session }, 'n2');
      session = written.headers.get('ringkv-session') ?? '';
      const read = await kv(
        'seen',
        { headers: { 'ringkv-session': session } },
        n % 2 ? 'n1' : 'n3',
      );
      expect([await read.text(), read.headers.get('ringkv-level')]).toEqual([`${n}`, 'SESSION']);
      session = read.headers.get('ringkv-session') ?? '';
    }
  });

  it('say how old an answer may be', async () => {
    await put('old', 'x');
    const read = await kv('old', { headers: { 'ringkv-consistency': 'bounded:5s' } }, 'n3');
    expect(read.headers.get('ringkv-level')).toBe('BOUNDED_STALENESS');
    expect(Number(read.headers.get('ringkv-staleness-ms'))).toBeLessThanOrEqual(5_000);
  });

  it('wait for all replicas where that is asked', async () => {
    const written = await put('all', 'x', { 'ringkv-ack': 'all' });
    expect(written.headers.get('ringkv-acked-by')).toBe('1,2,3');
  });
});

describe('a scan over HTTP', () => {
  it('goes page by page to the end', async () => {
    for (let n = 0; n < 25; n++) await put(`page%2F${String(n).padStart(2, '0')}`, `${n}`);
    await put('page%2Fbinary', Uint8Array.of(0xff));
    const keys: string[] = [];
    let token = '';
    do {
      const query = new URLSearchParams({ prefix: 'page/', limit: '10', page_token: token });
      const page = await json<Page>(await fetch(url('n2', `/v1/scan?${query.toString()}`)));
      keys.push(...page.records.map(({ key }) => key));
      if (page.nextPageToken === '') {
        expect(page.records.at(-1)).toMatchObject({
          key: 'page/binary',
          value: { base64: '/w==' },
        });
      }
      token = page.nextPageToken;
    } while (token !== '');
    expect(keys.length).toBe(26);
    expect(keys).toEqual([...keys].sort());
    const bare = await json<Page>(
      await fetch(url('n1', '/v1/scan?prefix=page/&keys_only=true&limit=1')),
    );
    expect(bare.records[0]).not.toHaveProperty('value');
    const last = await json<Page>(
      await fetch(url('n3', '/v1/scan?prefix=page/&reverse=true&limit=1')),
    );
    expect(last.records[0]?.key).toBe('page/binary');
    const counted = await fetch(url('n2', '/v1/scan?prefix=page/&count=true'));
    expect(await counted.json()).toMatchObject({ count: 26, nextPageToken: '' });
  });
});

describe('what HTTP refuses', () => {
  it.each<[string, string, RequestInit, object]>([
    ['no such path', '/v1/keys', {}, { status: 404, reason: 'NO_SUCH_PATH' }],
    ['an empty key', '/v1/kv/', {}, { status: 400, reason: 'INVALID_REQUEST' }],
    [
      'a key that is too long',
      `/v1/kv/${'x'.repeat(4_097)}`,
      {},
      { status: 400, reason: 'KEY_TOO_LARGE', limit: 4_096 },
    ],
    ['a bad encoding', '/v1/kv/%zz', {}, { status: 400, reason: 'INVALID_REQUEST' }],
    [
      'a value that is too long',
      '/v1/kv/big',
      { method: 'PUT', body: new Uint8Array(1024 * 1024 + 1) },
      { status: 413, reason: 'VALUE_TOO_LARGE' },
    ],
    [
      'a level that there is not',
      '/v1/kv/k',
      { headers: { 'ringkv-consistency': 'strong' } },
      { status: 400 },
    ],
    [
      'a combination that promises nothing',
      '/v1/kv/k',
      { headers: { 'ringkv-consistency': 'leader-lease', 'ringkv-replica': 'local' } },
      { status: 400, reason: 'INVALID_REQUEST', outcome: 'NOT_EXECUTED' },
    ],
    ['a token that is none', '/v1/kv/k', { headers: { 'ringkv-session': '!!' } }, { status: 400 }],
    [
      'two conditions',
      '/v1/kv/k',
      { method: 'PUT', body: '', headers: { 'if-match': '"1"', 'if-none-match': '*' } },
      { status: 400 },
    ],
    [
      'a time to live that is none',
      '/v1/kv/k',
      { method: 'PUT', body: '', headers: { 'ringkv-ttl': 'soon' } },
      { status: 400 },
    ],
    ['a page token that is none', '/v1/scan?page_token=AAAA', {}, { status: 400 }],
    ['a page token that is no token', '/v1/scan?page_token=!!', {}, { status: 400 }],
  ])('%s, in JSON and with the reason', async (_what, path, options, expected) => {
    expect(await failure(fetch(url('n1', path), options))).toMatchObject(expected);
  });

  it('another method, and names those that there are', async () => {
    const response = await kv('k', { method: 'PATCH', body: 'x' });
    expect([response.status, response.headers.get('allow')]).toEqual([
      405,
      'GET, HEAD, PUT, POST, DELETE',
    ]);
  });

  it('what needs a quorum without one, and an eventual read it does not', async () => {
    await put('alone', 'before');
    const eventual = { headers: { 'ringkv-consistency': 'eventual' } };
    const here = async (): Promise<string> => (await kv('alone', eventual)).text();
    // A follower hears of the commit a little later.
    await expect.poll(here, patience).toBe('before');
    await stage.cluster.kill('n2');
    await stage.cluster.kill('n3');
    const headers = { 'ringkv-timeout': '500ms' };
    const write = await failure(kv('alone', { method: 'PUT', body: 'after', headers }));
    expect([503, 504]).toContain(write.status);
    expect(['NOT_EXECUTED', 'UNKNOWN']).toContain(write.outcome);
    const read = await kv('alone', eventual);
    expect([read.status, await read.text()]).toEqual([200, 'before']);
    await stage.cluster.restart('n2');
    await stage.cluster.restart('n3');
  });
});
