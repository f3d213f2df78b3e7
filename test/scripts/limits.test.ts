import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { limitsPage } from '../../scripts/limits/page.ts';
import { queues } from '../../scripts/limits/queues.ts';
import { defaultTuning } from '../../src/client/limits.ts';
import { coreLimits } from '../../src/raft/config.ts';
import { edgeLimits } from '../../src/server/edge-limits.ts';
import { NodeMetrics } from '../../src/server/metrics.ts';
import { TlsMetrics } from '../../src/server/tls/tls-metrics.ts';
import * as limits from '../../src/util/limits.ts';

const settings: Readonly<Record<string, object>> = {
  ...limits,
  coreLimits,
  edgeLimits,
  defaultTuning,
};

describe('docs/limits.md', () => {
  it('is what npm run limits makes', () => {
    const page = fileURLToPath(new URL('../../docs/limits.md', import.meta.url));
    expect(readFileSync(page, 'utf8')).toBe(limitsPage());
  });

  it.each(queues)('names a setting that has this value: $setting', ({ setting, limit }) => {
    const [object = '', name = ''] = setting.split('.');
    expect(Reflect.get(settings[object] ?? {}, name)).toBe(limit);
  });

  it('names metrics that a node has', async () => {
    const metrics = new NodeMetrics();
    new TlsMetrics(metrics.registry).filesRefused(false);
    const text = await metrics.render();
    metrics.close();
    const missing = queues.flatMap(({ metric }) =>
      metric === null || text.includes(metric) ? [] : [metric],
    );
    expect(missing).toEqual([]);
  });
});
