import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replayFolder } from '../../scripts/golden/replay.ts';

const folder = join(process.env['RINGKV_TESTDATA'] ?? '', 'etcd-raft');
const missing = process.env['RINGKV_TESTDATA'] === undefined || !existsSync(folder);

describe("etcd-raft's own cases", () => {
  it('of quorums and of configuration changes all hold here', (test) => {
    if (missing) return test.skip('needs RINGKV_TESTDATA');
    const results = replayFolder(folder);
    const failed = results.filter(({ failures }) => failures.length > 0);
    expect(failed).toEqual([]);
    expect(results.reduce((total, { passed }) => total + passed, 0)).toBeGreaterThanOrEqual(109);
  });
});
