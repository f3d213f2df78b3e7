import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileClasses, flip } from '../../jepsen-lite/disk/bit-flips.ts';
import { Random } from '../../jepsen-lite/random.ts';
import { findBasePort } from '../../src/cli/local/ports.ts';
import { type Ended, projectDir, run, runBin, Stage } from './support.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.start({ nodes: 3, partitions: 8 });
});

afterAll(async () => stage.end());

/** One line that says what is wrong, the exit code that goes with it, nothing on stdout, no stack. */
function expectRefusal(ended: Ended, code: number, line: RegExp): void {
  expect(ended.err).toMatch(/^[^\n]+\n$/);
  expect(ended.err).toMatch(line);
  expect(ended).toMatchObject({ code, out: '' });
}

async function get(key: string): Promise<string> {
  return (await stage.kvctl('get', key)).out;
}

function portOf(node: string): number {
  return Number(stage.endpoint(node).split(':')[1]);
}

/** A kvd that would take ports of its own if it were not refused before. */
async function kvd(...args: string[]): Promise<Ended> {
  const port = await findBasePort(1);
  return runBin('kvd', ['--listen', `127.0.0.1:${port}`, ...args]);
}

describe('a slip on the command line is answered with what was meant', () => {
  it.each([
    [['gte', 'a'], /unknown command 'gte' \(did you mean get\?\)/],
    [['get', 'a', '--consistancy', 'eventual'], /'--consistancy' \(did you mean --consistency\?\)/],
    [['get'], /missing required argument 'key'/],
    [['get', 'a', 'b'], /too many arguments/],
    [['put', 'a', '1', '--ttl', '5'], /--ttl: expected a duration such as/],
    [['incr', 'a', 'one'], /DELTA: expected an integer/],
    [['cluster', 'kil', 'n1'], /'kil' \(did you mean kill\?\)/],
    [['--endpoints', 'nowhere', 'get', 'a'], /--endpoints: expected HOST:PORT/],
  ])('kvctl %j', async (args, line) => {
    expectRefusal(await runBin('kvctl', args), 2, line);
  });

  it.each([
    [['--partitons', '8'], /unknown option '--partitons' \(did you mean --partitions\?\)/],
    [['--listen', '0.0.0.0:7401'], /not loopback and nothing is encrypted.*--allow-remote/],
    [['--config', 'no-such-file.json'], /cannot read no-such-file.json/],
  ])('kvd %j', async (args, line) => {
    expectRefusal(await runBin('kvd', args), 2, line);
  });

  it('and so is one in a config file', async () => {
    const file = join(stage.dir, 'kvd.json');
    writeFileSync(file, '{"partitions": 8,');
    expectRefusal(await kvd('--config', file), 2, /kvd\.json is no JSON/);
    writeFileSync(file, '{"partitons": 8}');
    expectRefusal(await kvd('--config', file), 2, /partitons is no setting \(did you mean part/);
  });
});

describe('a request that cannot be served says why, and changes nothing', () => {
  it('exits 3 for a key that is not there, and 4 for a condition that does not hold', async () => {
    await stage.kvctl('put', 'kept', 'as it was');
    expectRefusal(await stage.kvctl('get', 'missing'), 3, /^key not found: missing/);
    expectRefusal(await stage.kvctl('del', 'missing'), 3, /^key not found: missing/);
    const absent = await stage.kvctl('put', 'kept', 'new', '--if-absent');
    expectRefusal(absent, 4, /^condition failed for kept: it is at revision \d+, version 1/);
    const revision = await stage.kvctl('put', 'kept', 'new', '--if-revision', '999');
    expectRefusal(revision, 4, /^condition failed for kept/);
    const bound = await stage.kvctl('incr', 'stock', '-1', '--min', '0');
    expectRefusal(bound, 4, /^bound hit: stock holds 0, -1 would pass --min 0/);
    expectRefusal(await stage.kvctl('incr', 'kept'), 1, /not an ASCII decimal/);
    expect(await get('kept')).toBe('as it was\n');
  });

  it('exits 9 for a key over 4 KiB and a value over 1 MiB, and says by how much', async () => {
    const key = await stage.kvctl('put', 'k'.repeat(4_097), 'v');
    expectRefusal(key, 9, /4097 bytes, 4096 are allowed/);
    const kvctl = [join(projectDir, 'bin', 'kvctl'), 'put', 'kept', '-'];
    const env = { KVCTL_ENDPOINTS: stage.cluster.endpoints.join(',') };
    const tooLong = await run(process.execPath, kvctl, { env, stdin: 'v'.repeat(1_048_577) });
    expectRefusal(tooLong, 9, /longer than the limit of 1048576 bytes/);
    expect(await get('kept')).toBe('as it was\n');
    const longest = await run(process.execPath, kvctl, { env, stdin: 'v'.repeat(1_048_576) });
    expect(longest).toMatchObject({ code: 0, err: '' });
    expect((await get('kept')).length).toBe(1_048_577);
  });

  it('exits 5 when no endpoint can be reached, and names them', async () => {
    const nobody = ['--endpoints', '127.0.0.1:1', '--timeout', '300ms'];
    for (const command of [['get', 'a'], ['put', 'a', 'b'], ['status']]) {
      expectRefusal(await runBin('kvctl', [...command, ...nobody]), 5, /127\.0\.0\.1:1 refused/);
    }
  });
});

describe('the surroundings of kvctl', () => {
  it('may name a proxy, which is not for loopback', async () => {
    const proxy = 'http://127.0.0.1:1';
    const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy', 'grpc_proxy'];
    const env = {
      ...Object.fromEntries(names.map((name) => [name, proxy])),
      no_proxy: '',
      NO_PROXY: '',
      KVCTL_ENDPOINTS: stage.cluster.endpoints.join(','),
    };
    expect(await runBin('kvctl', ['put', 'proxied', 'yes'], env)).toMatchObject({ code: 0 });
    expect(await runBin('kvctl', ['get', 'proxied'], env)).toEqual({
      code: 0,
      out: 'yes\n',
      err: '',
    });
  });

  it('may stop reading early', async () => {
    const kv = await stage.connect();
    const keys = Array.from({ length: 3_000 }, (_, n) => `many-${n}`);
    await Promise.all(keys.map((key) => kv.put(key, 'v'.repeat(100), { timeoutMs: 20_000 })));
    const script = '{ "$NODE" "$KVCTL" scan many-; echo "exit $?" >&2; } | head -n 1';
    const ended = await run('sh', ['-c', script], {
      env: {
        NODE: process.execPath,
        KVCTL: join(projectDir, 'bin', 'kvctl'),
        KVCTL_ENDPOINTS: stage.cluster.endpoints.join(','),
      },
    });
    expect(ended).toMatchObject({ code: 0, err: 'exit 0\n' });
    expect(ended.out).toMatch(/^many-0\tv+\n$/);
  });
});

describe('what is taken already', () => {
  it('is a port, which kvd names and for which the launcher knows a free one', async () => {
    const own = ['--data-dir', join(stage.dir, 'other')];
    const address = stage.endpoint('n1');
    const inUse = new RegExp(`^kvd: ${address} is in use by another process; .*--listen`);
    expectRefusal(await runBin('kvd', [...own, '--listen', address]), 1, inUse);
    const port = portOf('n2');
    const up = ['cluster', 'up', '--data-dir', join(stage.dir, 'second'), '--base-port', `${port}`];
    const line = new RegExp(`^port ${port} of n1 is in use: .* --base-port \\d+`);
    expectRefusal(await runBin('kvctl', up), 1, line);
  });

  it('is a data directory, and the process that has it', async () => {
    const directory = join(stage.cluster.dataDir, 'node-1');
    const line = new RegExp(`is in use by another kvd \\(pid ${stage.pid('n1')}\\)`);
    expectRefusal(await kvd('--data-dir', directory), 1, line);
    const up = await runBin('kvctl', ['cluster', 'up', '--data-dir', stage.cluster.dataDir]);
    expectRefusal(up, 1, /a cluster runs on .* already \(launcher \d+\)/);
    expect(await get('proxied')).toBe('yes\n');
  });
});

describe('without a majority', () => {
  it('writes and linearizable reads are refused, eventual reads are not, and nothing is lost', async () => {
    await stage.kvctl('put', 'quorum', 'before');
    await stage.cluster.kill('n2');
    await stage.cluster.kill('n3');
    const put = await stage.kvctl('put', 'quorum', 'during', '-o', 'json');
    const { outcome } = JSON.parse(put.err).error;
    expect([put.code, outcome]).toBeOneOf([
      [5, 'NOT_EXECUTED'],
      [8, 'UNKNOWN'],
    ]);
    expectRefusal(await stage.kvctl('get', 'quorum'), 5, /\S/);
    const eventual = await stage.kvctl('get', 'quorum', '--consistency', 'eventual');
    expect(eventual).toEqual({ code: 0, out: 'before\n', err: '' });

    await Promise.all(['n2', 'n3'].map(async (node) => stage.cluster.restart(node)));
    const after = await get('quorum');
    if (outcome === 'NOT_EXECUTED') expect(after).toBe('before\n');
    else expect(after).toBeOneOf(['before\n', 'during\n']);
    await stage.expectEqualReplicas();
  });
});

describe('a data directory', () => {
  const directory = (): string => join(stage.cluster.dataDir, 'node-3');

  it('belongs to one node of one cluster', async () => {
    await stage.cluster.kill('n3');
    const other = await kvd('--data-dir', directory(), '--name', 'n7');
    expectRefusal(other, 1, /belongs to node n3, not n7; use its own directory/);
    const cluster = await kvd(
      '--data-dir',
      directory(),
      '--name',
      'n3',
      '--cluster-token',
      'other',
    );
    expectRefusal(cluster, 1, /belongs to cluster [0-9a-f]{32}, not [0-9a-f]{32}/);
  });

  // Where a parent that exists still answers ENOENT, Node's recursive mkdir would try for ever.
  it.runIf(process.platform === 'linux')('that cannot be made is refused', async () => {
    const line = /^kvd: the data directory \/proc\/ringkv cannot be opened: .*ENOENT/;
    expectRefusal(await kvd('--data-dir', '/proc/ringkv'), 1, line);
  });

  it('with a damaged identity is refused, and works again when that is mended', async () => {
    const file = join(directory(), 'identity.json');
    const whole = readFileSync(file);
    writeFileSync(file, whole.subarray(0, 40));
    const damaged = await kvd('--data-dir', directory(), '--name', 'n3');
    expectRefusal(damaged, 1, /identity\.json is not readable as JSON; restore it/);
    writeFileSync(file, '{"format":2}');
    const newer = await kvd('--data-dir', directory(), '--name', 'n3');
    expectRefusal(newer, 1, /identity\.json has format 2, this kvd knows 1/);
    writeFileSync(file, whole);
    await stage.cluster.restart('n3');
    await stage.expectEqualReplicas();
  });

  it('with one flipped bit is refused with the file, and works again when that is put back', async () => {
    const nodeDir = directory();
    await stage.cluster.kill('n3');
    for (const { name, choose, refusal } of fileClasses) {
      if (refusal === null) continue;
      const bit = choose(nodeDir, new Random(1));
      if (bit === null) throw new Error(`no ${name} to damage`);
      flip(bit);
      const why = await stage.cluster.restart('n3').catch((error: unknown) => String(error));
      flip(bit);
      expect(why, name).toMatch(/n3 ended with 1 while starting: /);
      expect(why, name).toMatch(refusal);
    }
    await stage.cluster.restart('n3');
    await stage.expectEqualReplicas();
  });

  it('that was emptied does not come back under its name, and the others go on (R11)', async () => {
    await stage.cluster.kill('n2');
    rmSync(directory().replace('node-3', 'node-2'), { recursive: true });
    await expect(stage.cluster.restart('n2')).rejects.toThrow(
      /^n2 ended with 1 while starting: n[13] knows n2 by another data directory.* put its own directory back/,
    );
    expect(await stage.kvctl('put', 'proxied', 'still')).toMatchObject({ code: 0 });
    expect(await get('proxied')).toBe('still\n');
  });
});

describe('the data of a local cluster', () => {
  it('keeps its sizes, and is only dropped when that is asked for', async () => {
    await stage.cluster.stop();
    const { dataDir } = stage.cluster;
    const up = ['cluster', 'up', '--data-dir', dataDir, '--base-port', `${portOf('n1')}`];
    expectRefusal(
      await runBin('kvctl', [...up, '--partitions', '8', '--nodes', '4']),
      2,
      /was made with --nodes 3, not --nodes 4: start with --nodes 3, or drop the data with --clean/,
    );
    writeFileSync(join(dataDir, 'cluster.json'), '{"nodes":');
    expectRefusal(await runBin('kvctl', up), 1, /cluster\.json is damaged.*--clean/);
    const foreign = join(stage.dir, 'foreign');
    mkdirSync(foreign);
    writeFileSync(join(foreign, 'thesis.txt'), 'the only copy');
    const clean = await runBin('kvctl', ['cluster', 'up', '--clean', '--data-dir', foreign]);
    expectRefusal(clean, 2, /holds no local cluster/);
    expect(readFileSync(join(foreign, 'thesis.txt'), 'utf8')).toBe('the only copy');
  });
});
