/** Asks the echo on one stream, so many messages in flight. Answers come in the order of the messages. */
import { Client, credentials } from '@grpc/grpc-js';
import { closedLoop } from '../load/closed-loop.ts';
import { runForked } from '../run-forked.ts';
import { ECHO_PATH } from './echo-wire.ts';
import { floorLimits } from './limits.ts';
import type { EchoClientJob, EchoTurn, TurnFigures } from './protocol.ts';
import { figuresOf, serveTurns } from './serve-turns.ts';

const asIs = (bytes: Buffer): Buffer => bytes;

/** Those of ringkv's channels that change what a message costs. */
const options = {
  'grpc.enable_http_proxy': 0,
  'grpc.enable_retries': 0,
  'grpc.enable_channelz': 0,
  'grpc-node.flow_control_window': 4 * 1_048_576,
};

await runForked(async ({ port }: EchoClientJob) => {
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), options);
  const stream = client.makeBidiStreamRequest<Buffer, Buffer>(ECHO_PATH, asIs, asIs);
  const waiting: { readonly answerBytes: number; readonly resolve: () => void }[] = [];
  stream.on('data', (answer: Buffer) => {
    const next = waiting.shift();
    if (next?.answerBytes !== answer.length) throw new Error(`an answer of ${answer.length} bytes`);
    next.resolve();
  });
  stream.on('error', (error) => {
    throw error;
  });

  const turn = async (asked: EchoTurn): Promise<TurnFigures> => {
    const { seconds, messages, opsPerMessage, requestBytes, answerBytes } = asked;
    const message = Buffer.alloc(requestBytes, 'x');
    message.writeUInt32LE(answerBytes, 0);
    const operation = (): Promise<void> =>
      new Promise((resolve) => {
        waiting.push({ answerBytes, resolve });
        stream.write(message);
      });
    const { drainMs } = floorLimits;
    const found = await closedLoop({ concurrency: messages, seconds, drainMs, operation });
    return figuresOf(found, opsPerMessage);
  };
  await serveTurns(turn);
});
