import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, projectDir, run, Stage, temporaryDirectory } from './support.ts';

let stage: Stage;
let app: string;
/** Why the package cannot be installed here, or null. */
let missing: string | null = null;

beforeAll(async () => {
  app = temporaryDirectory();
  writeFileSync(join(app, 'package.json'), '{"private": true, "type": "module"}');
  const pack = await npm(projectDir, 'pack', '--silent', '--pack-destination', app);
  expect(pack).toMatchObject({ code: 0 });
  const quick = ['--prefer-offline', '--no-audit', '--no-fund', '--fetch-retries=0'];
  const install = await npm(app, 'install', `./${pack.out.trim()}`, ...quick);
  const offline = /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ENOTCACHED|network/;
  if (install.code !== 0 && offline.test(install.err)) missing = 'a package registry';
  else expect(install.code, install.err).toBe(0);
  if (missing === null) stage = await Stage.start({ nodes: 1, partitions: 4 });
});

afterAll(async () => {
  if (missing !== null) console.log(`SKIPPED 3: needs ${missing}`);
  else await stage.end();
  rmSync(app, { recursive: true, force: true });
});

function npm(cwd: string, ...args: string[]): Promise<Ended> {
  return run('npm', args, { cwd, limitMs: 40_000 });
}

/** Compiles with the strictest settings that a user may have, the declarations of the package included. */
async function compile(name: string, source: string): Promise<string> {
  writeFileSync(join(app, `${name}.ts`), source);
  const project = {
    compilerOptions: {
      strict: true,
      skipLibCheck: false,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      module: 'nodenext',
      target: 'es2022',
      lib: ['es2022', 'esnext.disposable'],
    },
    files: [`${name}.ts`],
  };
  writeFileSync(join(app, `${name}.json`), JSON.stringify(project));
  const tsc = join(projectDir, 'node_modules', 'typescript', 'bin', 'tsc');
  return (await run(process.execPath, [tsc, '-p', `${name}.json`], { cwd: app })).out;
}

const consumer = `
import { check, counter, json, type PutResult, RingKv } from 'ringkv';
import { Inventory } from 'ringkv/recipes';

const kv = await RingKv.connect({ endpoints: [process.argv[2] ?? ''] });
const carts = kv.keyspace(json<{ items: number }>());
const put: PutResult = await carts.put('cart', { items: 2 }, { ttl: '30m', ifAbsent: true });
const cart = await carts.get('cart');
const items: number | undefined = cart?.value.items;
const txn = await kv.txn({ if: [check.exists('cart')], then: [carts.ops.get('cart')] });
const inCart: number | undefined = txn.ok ? txn.results[0]?.value.items : undefined;
const sold = await kv.keyspace(counter).increment('stock', -1, { min: 0 });
// @ts-expect-error a cart has items
await carts.put('cart', { itmes: 2 }).catch(() => {});
const inventory = new Inventory(kv);
await inventory.receive('mug', 1, 'delivery');
const held = await inventory.reserve({ orderId: 'o-1', lines: [{ sku: 'mug', qty: 1 }] });
console.log(JSON.stringify({ put: put.ok, items, sold: sold.ok, inCart, held: held.ok }));
await kv.close();
`;

describe('the package, installed from its tarball into an empty folder', () => {
  it('serves a strict TypeScript program, from its types to a running cluster', async (test) => {
    if (missing !== null) return test.skip(`needs ${missing}`);
    expect(await compile('main', consumer)).toBe('');
    const ended = await run(process.execPath, ['main.js', stage.endpoint('n1')], { cwd: app });
    expect(ended).toEqual({
      code: 0,
      out: '{"put":true,"items":2,"sold":false,"inCart":2,"held":true}\n',
      err: '',
    });
  });

  it('makes the example of the README compile', async (test) => {
    if (missing !== null) return test.skip(`needs ${missing}`);
    const readme = readFileSync(join(projectDir, 'README.md'), 'utf8');
    const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
    expect(example).toContain("from 'ringkv'");
    expect(await compile('readme', example)).toBe('');
  });

  it('brings a kvctl and a kvd', async (test) => {
    if (missing !== null) return test.skip(`needs ${missing}`);
    const env = { KVCTL_ENDPOINTS: stage.endpoint('n1') };
    const kvctl = async (...args: string[]): Promise<Ended> =>
      run('npx', ['kvctl', ...args], { cwd: app, env });
    expect(await kvctl('put', 'from', 'npx')).toMatchObject({ code: 0 });
    expect(await kvctl('get', 'from')).toMatchObject({ code: 0, out: 'npx\n' });
    const kvd = await run('npx', ['kvd', '--version'], { cwd: app });
    expect(kvd).toMatchObject({ code: 0, out: expect.stringMatching(/^kvd \d+\.\d+\.\d+\n$/) });
  });
});
