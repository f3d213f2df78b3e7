import { expect, it } from 'vitest';
import { NodeMetrics } from '../../src/server/metrics.ts';

it('counts what the hot path adds up, by direction where there are two, at every scrape anew', async () => {
  const metrics = new NodeMetrics();
  try {
    metrics.committed(2);
    metrics.applied(5);
    metrics.applied(6);
    metrics.walSync(1, 100);
    metrics.peerSent(30, 1);
    metrics.peerReceived(40, 2);
    await metrics.render();
    metrics.peerSent(3, 1);
    const text = await metrics.render();
    for (const line of [
      'ringkv_server_proposals_committed_total 2',
      'ringkv_server_proposals_applied_total 11',
      'ringkv_disk_wal_write_bytes_total 100',
      'ringkv_disk_wal_fsync_duration_seconds_count 1',
      'ringkv_network_peer_bytes_total{direction="sent"} 33',
      'ringkv_network_peer_bytes_total{direction="received"} 40',
      'ringkv_network_peer_frames_total{direction="sent"} 2',
      'ringkv_network_peer_frames_total{direction="received"} 2',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
  } finally {
    metrics.close();
  }
});
