/** The leader of the bare log, and whoever asks it for puts. */
import { connect, type Socket } from 'node:net';
import { BareLog } from '../micro/wal/bare-log.ts';
import { runForked } from '../run-forked.ts';
import { BareLeader } from './bare-leader.ts';
import { floorLimits } from './limits.ts';
import type { LogLeaderJob, LogTurn } from './protocol.ts';
import { serveTurns } from './serve-turns.ts';

await runForked(async ({ file, followers }: LogLeaderJob) => {
  const log = await BareLog.open(file, floorLimits.logFileBytes);
  const sockets = await Promise.all(followers.map(connected));
  const leader = new BareLeader(log, sockets);
  await serveTurns((asked: LogTurn) => leader.turn(asked));
});

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    socket.once('connect', () => resolve(socket));
    socket.once('error', reject);
  });
}
