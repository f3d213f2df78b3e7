import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { conf, directory, entries, flush, start, write } from '../storage/wal-world.ts';
import { kvctl } from './kvctl-fixture.ts';

describe('kvctl debug wal', () => {
  let dataDir = '';
  const segment = (): string => path.join(dataDir, 'wal', '0000000000000001.log');

  beforeEach(() => {
    dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'ringkv-debug-'));
    fs.mkdirSync(path.join(dataDir, 'wal'));
    const life = start();
    life.wal.createGroup(3, 7, conf(1, 2, 3));
    life.wal.append(3, write(1, { entries: entries(1, 2, 5) }));
    flush(life);
    fs.writeFileSync(segment(), life.disk.readAll(`${directory}/0000000000000001.log`));
  });
  afterEach(() => fs.rmSync(dataDir, { recursive: true }));

  const damage = (): void => {
    const bytes = fs.readFileSync(segment());
    bytes[520] = (bytes[520] ?? 0) ^ 1;
    fs.writeFileSync(segment(), bytes);
  };

  it('shows segments and replicas of an intact log, and what it would do', async () => {
    const { code, out, err } = await kvctl(['debug', 'wal', dataDir]);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toContain('SEGMENT  FRAMES  FIRST  LAST  DURABLE  BYTES  BEHIND THEM');
    expect(out).toContain('GROUP  REPLICA  TERM');
    expect(out.endsWith('kvd would start on it\n')).toBe(true);
    const frames = await kvctl(['debug', 'wal', dataDir, '--frames']);
    expect(frames.out).toContain('entries group 3 replica 7: 1..2 of term 5, 6 bytes');
  });

  it('says it in JSON, too', async () => {
    const { out } = await kvctl([
      'debug',
      'wal',
      path.join(dataDir, 'wal'),
      '-o',
      'json',
      '--frames',
    ]);
    expect(JSON.parse(out)).toMatchObject({
      segments: [{ seq: 1, firstLsn: 1, lastLsn: 2, torn: false }],
      groups: [{ group: 3, replica: 7, firstIndex: 1, lastIndex: 2 }],
      problem: null,
    });
  });

  it('tells entries that a purge copied from those that were appended', async () => {
    const life = start();
    life.wal.createGroup(3, 7, conf(1));
    life.wal.append(3, write(1, { entries: entries(1, 2, 5) }));
    flush(life);
    life.wal.createGroup(4, 8, conf(1));
    for (let i = 1; i <= 20; i++) {
      life.wal.append(4, write(i, { entries: entries(i, i, 1, 'y'.repeat(500)) }));
      flush(life);
    }
    for (let i = 0; i < 2; i++) {
      life.wal.purge(new Map([[4, 20]]), () => {});
      life.disk.run();
    }
    fs.rmSync(segment());
    for (const name of life.disk.list(directory)) {
      fs.writeFileSync(path.join(dataDir, 'wal', name), life.disk.readAll(`${directory}/${name}`));
    }
    const { code, out } = await kvctl(['debug', 'wal', dataDir, '--frames']);
    expect(code).toBe(0);
    expect(out).toContain('copy group 3 replica 7: 1..2 of term 5, 6 bytes');
    expect(out).toMatch(/kvd would start on it/);
  });

  it('ends with 1 where kvd would refuse, or where there is nothing', async () => {
    damage();
    const { code, out, err } = await kvctl(['debug', 'wal', dataDir]);
    expect(code).toBe(1);
    expect(out).toContain('kvd would refuse to start on it');
    expect(err).toMatch(
      /^write-ahead log .*0{15}1\.log is corrupt at byte \d+ \(frame \d\): .*\n$/,
    );
    const none = await kvctl(['debug', 'wal', path.join(dataDir, 'elsewhere')]);
    expect([none.code, none.out]).toEqual([1, '']);
    expect(none.err).toMatch(/elsewhere cannot be used: it is missing\n$/);
  });

  it('salvages into an empty directory, and never into another', async () => {
    const target = path.join(dataDir, 'salvaged');
    const { code, err } = await kvctl(['debug', 'wal', dataDir, '--salvage', target]);
    expect(code).toBe(0);
    expect(err).toMatch(/^salvaged 2 frames, up to 2, into .*; nothing intact was left behind\n/);
    expect((await kvctl(['debug', 'wal', target])).out).toContain('kvd would start on it');
    const again = await kvctl(['debug', 'wal', dataDir, '--salvage', target]);
    expect(again.code).toBe(1);
    expect(again.err).toMatch(/must be empty\n$/);
  });
});
