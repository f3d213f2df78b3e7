import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ringkv } from '#proto';
import type { Session } from '../../src/client/index.ts';
import { detailOf, kvService } from '../../src/rpc/index.ts';
import { fromUtf8, utf8 } from '../../src/util/bytes.ts';
import { Line, memberId, patience, Stage } from './support.ts';

type GetRequest = ringkv.v1.GetRequest.$Properties;
type GetResponse = ringkv.v1.GetResponse.$Properties;

const { ReadConsistency, ReplicaPreference, Reason, Role } = ringkv.v1;
const leaseMs = 1_500;

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.start({
    partitions: 4,
    proxied: true,
    extraArgs: ['--lease-ms', `${leaseMs}`],
  });
});

afterAll(async () => stage.end());

async function get(node: string, request: GetRequest, timeoutMs?: number): Promise<GetResponse> {
  using line = new Line(stage.endpoint(node));
  return await line.ask(kvService.get, request, timeoutMs);
}

async function put(node: string, request: ringkv.v1.PutRequest.$Properties) {
  using line = new Line(stage.endpoint(node));
  return await line.ask(kvService.put, request);
}

function textOf({ record }: GetResponse): string | null {
  return record?.value ? fromUtf8(record.value) : null;
}

async function reasonOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    (answer) => new Error(`answered ${JSON.stringify(answer)}`),
    (failure: unknown) => failure,
  );
  const detail = detailOf(error as Parameters<typeof detailOf>[0]);
  if (detail === null) throw error;
  return Reason[detail.reason ?? 0] ?? '?';
}

/** Nodes that hold the key's partition and do not lead it. */
async function followersOf(key: string): Promise<string[]> {
  const kv = await stage.connect();
  const leader = await stage.leaderOf(kv, key);
  return stage.cluster.names.filter((name) => name !== leader);
}

describe('a session of a client that speaks nothing but gRPC', () => {
  it('reads its own write at every node, by the token that the write was answered with', async () => {
    let sessionToken: Uint8Array | null = null;
    for (let n = 0; n < 30; n++) {
      const written = await put(stage.cluster.names[n % 3] ?? 'n1', {
        header: { consistency: ReadConsistency.SESSION, sessionToken },
        key: utf8('own'),
        value: utf8(`${n}`),
      });
      sessionToken = written.header?.sessionToken ?? null;
      for (const node of stage.cluster.names) {
        const header = { consistency: ReadConsistency.SESSION, sessionToken };
        const read = await get(node, { header, key: utf8('own') });
        expect([node, textOf(read)]).toEqual([node, `${n}`]);
        expect(read.header).toMatchObject({ level: ReadConsistency.SESSION });
        sessionToken = read.header?.sessionToken ?? null;
      }
    }
  });

  it('is served by the follower that was asked, and by the leader where that lags', async () => {
    const [lagging = 'n1'] = await followersOf('lag');
    const header = { consistency: ReadConsistency.SESSION };
    const first = await put('n1', { header, key: utf8('lag'), value: utf8('old') });
    const token = (of: { header?: ringkv.v1.IResponseHeader | null }) =>
      of.header?.sessionToken ?? null;
    const here = await get(lagging, {
      header: { ...header, sessionToken: token(first) },
      key: utf8('lag'),
    });
    expect(here.header).toMatchObject({ servedBy: memberId(lagging), role: Role.FOLLOWER });
    // A revision that its partition reaches only with the write after the next: nobody has it yet.
    const partition = first.header?.partition ?? 0;
    const revision = (first.header?.revision ?? 0) + 2;
    const ahead = ringkv.v1.SessionToken.encode({
      clusterId: first.header?.clusterId ?? null,
      revisions: [{ partition, revision }],
    }).finish();
    const waiting = get(lagging, { header: { ...header, sessionToken: ahead }, key: utf8('lag') });
    await sleep(300);
    for (const value of ['newer', 'newest']) {
      await put('n1', { key: utf8('lag'), value: utf8(value) });
    }
    // It waited at the follower, then at the leader, and sees what it asked for.
    expect(textOf(await waiting)).toBe('newest');
  });

  it('is refused a token of another cluster', async () => {
    const sessionToken = ringkv.v1.SessionToken.encode({
      clusterId: new Uint8Array(16).fill(1),
    }).finish();
    const header = { consistency: ReadConsistency.SESSION, sessionToken };
    expect(await reasonOf(get('n1', { header, key: utf8('k') }))).toBe('TOKEN_FOREIGN_CLUSTER');
  });
});

describe('a session of the typed client', () => {
  it('never goes back, over clients that hop between nodes while leaders die', async () => {
    const clients = await Promise.all(
      stage.cluster.endpoints.map(async (endpoint) => stage.connect({ endpoints: [endpoint] })),
    );
    const [writer] = clients;
    if (writer === undefined) throw new Error('no client');
    let session: Session = writer.session();
    let acknowledged = 0;
    const leader = await stage.leaderOf(writer, 'hop');
    for (let n = 1; n <= 120; n++) {
      if (n === 40) await stage.cluster.kill(leader);
      if (n === 80) await stage.cluster.restart(leader);
      const put = await writer
        .put('hop', `${n}`, { session, timeoutMs: 10_000 })
        .catch(() => ({ ok: false as const }));
      if (put.ok) acknowledged = n;
      const reader = clients[n % clients.length] ?? writer;
      session = reader.session(session.token);
      const read = await reader.get('hop', { session, timeoutMs: 10_000 });
      expect(Number(read?.value)).toBeGreaterThanOrEqual(acknowledged);
    }
    expect(acknowledged).toBe(120);
    await expect.poll(() => stage.state(leader), patience).toBe('ready');
  }, 60_000);
});

describe('a leader that was paused past its lease', () => {
  it('serves nothing stale by it', async () => {
    const kv = await stage.connect();
    await kv.put('lease', 'before');
    expect((await kv.get('lease', { consistency: 'leader_lease' }))?.consistency).toBe(
      'leader_lease',
    );
    const leader = await stage.leaderOf(kv, 'lease');
    const header = { consistency: ReadConsistency.LEADER_LEASE, direct: true };
    // It holds a lease when it is stopped.
    await get(leader, { header, key: utf8('lease') });
    await stage.cluster.pause(leader);
    await expect
      .poll(
        () =>
          kv.put('lease', 'after').then(
            () => true,
            () => false,
          ),
        { timeout: 30_000 },
      )
      .toBe(true);
    const asked = Array.from({ length: 50 }, () =>
      get(leader, { header, key: utf8('lease') }, 20_000).then(textOf, (error: unknown) => {
        const detail = detailOf(error as Parameters<typeof detailOf>[0]);
        return `refused: ${Reason[detail?.reason ?? 0]}`;
      }),
    );
    await sleep(200);
    await stage.cluster.resume(leader);
    const answers = new Set(await Promise.all(asked));
    expect([...answers].filter((answer) => answer === 'before')).toEqual([]);
  }, 60_000);
});

describe('bounded staleness, by the clock of the harness', () => {
  it('holds at a follower that is cut off: younger than the bound, or refused', async () => {
    const kv = await stage.connect();
    await kv.put('bound', '0');
    const [follower = 'n1'] = await followersOf('bound');
    const boundMs = 1_000;
    const header = {
      consistency: ReadConsistency.BOUNDED_STALENESS,
      maxStalenessMs: boundMs,
      direct: true,
    };
    const acknowledged: { readonly at: number; readonly n: number }[] = [];
    const read = async (): Promise<string> => {
      const begun = performance.now();
      try {
        const answer = await get(follower, { header, key: utf8('bound') }, 5_000);
        const must = acknowledged.findLast(({ at }) => at < begun - boundMs)?.n ?? 0;
        expect(Number(textOf(answer))).toBeGreaterThanOrEqual(must);
        expect(answer.header?.stalenessMs).toBeLessThanOrEqual(boundMs);
        return 'served';
      } catch (error) {
        const detail = detailOf(error as Parameters<typeof detailOf>[0]);
        if (detail === null) throw error;
        return Reason[detail.reason ?? 0] ?? '?';
      }
    };
    const seen = new Map<string, number>();
    const round = async (n: number): Promise<void> => {
      await kv.put('bound', `${n}`, { timeoutMs: 10_000 });
      acknowledged.push({ at: performance.now(), n });
      const how = await read();
      seen.set(how, (seen.get(how) ?? 0) + 1);
    };
    for (let n = 1; n <= 30; n++) await round(n);
    expect([...seen.keys()]).toEqual(['served']);
    const rest = stage.cluster.names.filter((name) => name !== follower).join(',');
    stage.cluster.split(`${follower}/${rest}`);
    try {
      // It is served as long as the bound reaches back to before the cut, and refused from then on.
      for (let n = 31; !seen.has('TOO_STALE'); n++) await round(n);
    } finally {
      stage.cluster.heal();
    }
    await expect.poll(read, patience).toBe('served');
  }, 60_000);
});

describe('a linearizable read at a node that does not lead', () => {
  it('is served there when that is preferred, and by the leader otherwise', async () => {
    const kv = await stage.connect();
    await kv.put('local', 'v');
    const [follower = 'n1'] = await followersOf('local');
    const local = await get(follower, {
      header: { replica: ReplicaPreference.PREFER_LOCAL },
      key: utf8('local'),
    });
    expect(local.header).toMatchObject({
      servedBy: memberId(follower),
      role: Role.FOLLOWER,
      level: ReadConsistency.LINEARIZABLE,
      stalenessMs: 0,
    });
    const forwarded = await get(follower, { key: utf8('local') });
    expect(forwarded.header).toMatchObject({ role: Role.LEADER });
    // What may be due only the leader can tell (R29): it is asked, and the client need not know.
    await kv.put('{local}/ttl', 'v', { ttl: '1h' });
    const [elsewhere = 'n1'] = await followersOf('{local}/ttl');
    const due = await get(elsewhere, {
      header: { replica: ReplicaPreference.PREFER_LOCAL },
      key: utf8('{local}/ttl'),
    });
    expect([textOf(due), due.header?.role]).toEqual(['v', Role.LEADER]);
  });
});
