/**
 * Bare grpc-js: a stream in both directions whose messages are bytes, without a codec. Each is answered with as many bytes as
 * it asks for in its first four.
 */
import { Server, ServerCredentials, type ServerDuplexStream } from '@grpc/grpc-js';
import { runForked } from '../run-forked.ts';
import { ECHO_PATH, MESSAGE_BYTES_MAX } from './echo-wire.ts';
import { serve } from './serve-turns.ts';

const asIs = (bytes: Buffer): Buffer => bytes;

await runForked(async () => {
  const server = new Server({ 'grpc.enable_channelz': 0 });
  const answers = Buffer.alloc(MESSAGE_BYTES_MAX, 'x');
  server.addService(
    {
      echo: {
        path: ECHO_PATH,
        requestStream: true,
        responseStream: true,
        requestSerialize: asIs,
        requestDeserialize: asIs,
        responseSerialize: asIs,
        responseDeserialize: asIs,
      },
    },
    {
      echo: (call: ServerDuplexStream<Buffer, Buffer>) => {
        call.on('data', (message: Buffer) => {
          call.write(answers.subarray(0, message.readUInt32LE(0)));
        });
        // The client was ended.
        call.on('error', () => {});
      },
    },
  );
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  await serve(port);
});
