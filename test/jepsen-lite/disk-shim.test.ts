import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shimNeeds } from '../../jepsen-lite/disk/build.ts';
import { anyFile, FaultyDisk, fileKinds } from '../../jepsen-lite/disk/faulty-disk.ts';
import type { Fate } from '../../jepsen-lite/disk/power-loss.ts';

const needs = shimNeeds();

/** Loses all that can be lost. */
const merciless: Fate = { between: (least) => least, chance: () => false };
const merciful: Fate = { between: (_, most) => most, chance: () => true };

let root = '';
let dir = '';
let disk: FaultyDisk;

beforeEach((context) => {
  if (needs !== null) context.skip(needs);
  root = mkdtempSync(join(tmpdir(), 'ringkv-disk-'));
  dir = join(root, 'node');
  mkdirSync(join(dir, 'wal'), { recursive: true });
  disk = new FaultyDisk(dir, join(root, 'state'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const preamble = `
  const fs = require('node:fs');
  const dir = process.env.RINGKV_DISK_DIR;
  const at = (name) => dir + '/' + name;
  const open = (name, also = 0) =>
    fs.openSync(at(name), fs.constants.O_RDWR | fs.constants.O_CREAT | also);
  const fill = (fd, letter, bytes, from) => fs.writevSync(fd, [Buffer.alloc(bytes, letter)], from);
  const syncNames = (name) => { const fd = fs.openSync(at(name), 'r'); fs.fsyncSync(fd); fs.closeSync(fd); };
  const tried = (act) => { try { act(); return 'ok'; } catch (error) { return error.code; } };
  const die = () => process.kill(process.pid, 'SIGKILL');
`;

/** A process on this disk that does the steps and is killed. Answers what it printed. */
function run(steps: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', `${preamble}${steps} die();`], {
    env: { ...process.env, ...disk.env },
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return stdout.trim();
}

function text(name: string): string {
  return readFileSync(join(dir, name), 'utf8');
}

describe('a power loss', () => {
  it('takes what was not synced, and leaves what was', () => {
    run(`const fd = open('a'); fill(fd, 'a', 1024, 0); fs.fdatasyncSync(fd);
         fill(fd, 'b', 700, 512); fill(fd, 'c', 100, 2000);`);
    expect(text('a')).toHaveLength(2_100);
    expect(disk.losePower(merciless, 0)).toMatchObject({ files: 1, names: 0 });
    expect(text('a')).toBe('a'.repeat(1_024));
  });

  it('leaves what was written through a file that syncs each write, and its name', () => {
    run(`const fd = open('a', fs.constants.O_DSYNC); fill(fd, 'a', 700, 0);
         fill(open('b'), 'b', 512, 0);`);
    expect(disk.losePower(merciless, 0)).toMatchObject({ bytes: 0, names: 1 });
    expect([text('a'), existsSync(join(dir, 'b'))]).toEqual(['a'.repeat(700), false]);
  });

  it('tears a write at the boundaries of sectors', () => {
    run(`const fd = open('a'); fill(fd, 'a', 1536, 0); fs.fsyncSync(fd); fill(fd, 'b', 1536, 0);`);
    let sector = 0;
    disk.losePower({ ...merciless, chance: () => sector++ % 2 === 0 }, 0.5);
    expect(text('a')).toBe('b'.repeat(512) + 'a'.repeat(512) + 'b'.repeat(512));
  });

  it('takes nothing when chance spares all, but never spares all', () => {
    run(`const fd = open('a'); fs.fsyncSync(fd); fill(fd, 'a', 10, 0);`);
    expect(disk.losePower(merciful, 1)).toMatchObject({ bytes: 10, files: 1 });
    expect(text('a')).toBe('');
  });

  it('remembers over the death of a process what no process has synced', () => {
    run(`const fd = open('a'); fs.fsyncSync(fd); fill(fd, 'a', 512, 0);`);
    run(`const fd = open('a'); fill(fd, 'b', 512, 512);`);
    disk.losePower(merciless, 0);
    expect(text('a')).toBe('');
    run(`const fd = open('a'); fill(fd, 'a', 512, 0);`);
    run(`const fd = open('a'); fs.fsyncSync(fd);`);
    disk.losePower(merciless, 0);
    expect(text('a')).toBe('a'.repeat(512));
  });

  it('takes names whose directory was not synced, and gives those back that they took', () => {
    const steps = `for (const name of ['wal/a', 'wal/b']) {
        const fd = open(name); fill(fd, name.at(-1), 5, 0); fs.fsyncSync(fd); fs.closeSync(fd);
      }
      fs.renameSync(at('wal/a'), at('wal/b')); fs.unlinkSync(at('wal/b')); open('wal/c');`;
    run(steps);
    expect(readdirSync(join(dir, 'wal'))).toEqual(['c']);
    expect(disk.losePower(merciless, 0)).toMatchObject({ names: 3 });
    expect([text('wal/a'), text('wal/b')]).toEqual(['aaaaa', 'bbbbb']);
    run(`${steps} syncNames('wal');`);
    expect(disk.losePower(merciless, 0)).toMatchObject({ names: 0 });
    expect(readdirSync(join(dir, 'wal'))).toEqual(['c']);
  });

  it('takes names in the order in which they were made, latest first', () => {
    run(`for (const name of ['a', 'b', 'c']) open(name); syncNames('');
         fs.renameSync(at('a'), at('x')); fs.renameSync(at('b'), at('y')); fs.renameSync(at('c'), at('z'));`);
    disk.losePower({ ...merciless, between: () => 1 }, 0);
    expect(readdirSync(dir).sort()).toEqual(['b', 'c', 'wal', 'x']);
  });

  it('lets LevelDB lose what it was not asked to sync, and nothing else', () => {
    const batch = (key: string, sync: boolean): string =>
      `await db.batch().put('${key}', 'v'.repeat(1000)).write({ sync: ${sync} });`;
    const level = (steps: string): string =>
      run(`const { Level } = require('level');
        const work = async () => { const db = new Level(at('db')); await db.open(); ${steps} };
        work().then(die, (error) => { console.error(error); die(); });
        if (!work)`);
    level(batch('a', true) + batch('b', false));
    disk.losePower(merciless, 0);
    const found = level(
      `for (const key of ['a', 'b']) console.log(key, (await db.get(key)) === undefined ? 'lost' : 'kept');`,
    );
    expect(found).toBe('a kept\nb lost');
  });
});

describe('a disk that fails', () => {
  it('fails one sync, lets the next succeed, and has lost what the first was for', () => {
    disk.failSync(fileKinds.wal, 2);
    const said = run(`const fd = open('wal/a'); fs.fsyncSync(fd); fill(fd, 'a', 512, 0);
      console.log(tried(() => fs.fdatasyncSync(fd)), fs.readFileSync(at('wal/a'), 'utf8').length);
      fill(fd, 'b', 512, 512);
      console.log(tried(() => fs.fdatasyncSync(fd)));`);
    expect(said).toBe('EIO 512\nok');
    expect(disk.counts.failed).toBe(1);
    disk.losePower(merciless, 0);
    expect(text('wal/a')).toBe('\0'.repeat(512) + 'b'.repeat(512));
  });

  it('fails a write that was to be synced, which then is lost', () => {
    disk.failSync(fileKinds.wal, 2);
    const said = run(`const fd = open('wal/a', fs.constants.O_DSYNC); fill(fd, 'a', 512, 0);
      console.log(tried(() => fill(fd, 'b', 512, 0)), tried(() => fill(fd, 'c', 512, 512)));`);
    expect(said).toBe('EIO ok');
    disk.losePower(merciless, 0);
    expect(text('wal/a')).toBe('a'.repeat(512) + 'c'.repeat(512));
  });

  it('has room for what files hold already, and not for more', () => {
    disk.limitSpace(1_000);
    const said = run(`const fd = open('a');
      console.log(tried(() => fill(fd, 'a', 900, 0)), fs.statfsSync(dir).bavail);
      console.log(tried(() => fill(fd, 'b', 900, 0)), tried(() => fill(fd, 'c', 200, 900)));
      fs.unlinkSync(at('a'));
      console.log(tried(() => fill(open('b'), 'd', 900, 0)));`);
    expect(said).toBe('ok 0\nok ENOSPC\nok');
    expect(disk.counts.refused).toBe(1);
  });

  it('counts what it delays, and only files of the kind it was told', () => {
    disk.slow(fileKinds.wal, 1, 1);
    run(
      `for (const name of ['wal/a', 'b']) { const fd = open(name); fill(fd, 'a', 10, 0); fs.fsyncSync(fd); }`,
    );
    expect(disk.counts).toMatchObject({ delayed: 2, writes: 2, syncs: 2 });
  });

  it('holds syncs until it is healed', async () => {
    disk.hold(anyFile);
    const steps = `${preamble} const fd = open('a'); fill(fd, 'a', 10, 0);
      fs.fdatasync(fd, () => { console.log('synced'); });`;
    const child = spawn(process.execPath, ['-e', steps], { env: { ...process.env, ...disk.env } });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    await expect.poll(() => disk.counts.held, { timeout: 10_000 }).toBe(1);
    expect([said, disk.counts.syncs]).toEqual(['', 0]);
    disk.heal();
    await expect.poll(() => said, { timeout: 10_000 }).toBe('synced\n');
    expect(disk.counts.syncs).toBe(1);
  });
});
