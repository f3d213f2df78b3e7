/** A follower of the bare log: writes what has arrived, syncs it, says so; what arrives meanwhile is the next batch. */
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { BareLog } from '../micro/wal/bare-log.ts';
import { runForked } from '../run-forked.ts';
import { floorLimits } from './limits.ts';
import { ACK_BYTES, FrameReader } from './log-frames.ts';
import type { LogFollowerJob } from './protocol.ts';
import { serve } from './serve-turns.ts';

await runForked(async ({ file }: LogFollowerJob) => {
  const log = await BareLog.open(file, floorLimits.logFileBytes);
  const follow = (socket: Socket): void => {
    const frames = new FrameReader();
    let isWriting = false;
    const writeNext = (): void => {
      if (isWriting) return;
      const next = frames.take();
      if (next === null) return;
      isWriting = true;
      log.append([next.bytes], next.bytes.length, () => {
        isWriting = false;
        const ack = Buffer.allocUnsafe(ACK_BYTES);
        ack.writeUInt32LE(next.last, 0);
        socket.write(ack);
        writeNext();
      });
    };
    socket.on('data', (piece) => {
      frames.push(piece);
      writeNext();
    });
    // The leader was ended.
    socket.on('error', () => {});
  };
  const server = createServer({ noDelay: true }, follow);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await serve((server.address() as AddressInfo).port);
});
