import { Client } from '@grpc/grpc-js';

/** What the streams of grpc-js in this process have carried: messages, and their bytes without gRPC's own. */
export interface StreamTraffic {
  readonly sent: number;
  readonly sentBytes: number;
  readonly received: number;
  readonly receivedBytes: number;
}

/** The only call with which grpc-js opens a stream in both directions. */
interface OpensStreams {
  makeBidiStreamRequest: (
    this: OpensStreams,
    path: string,
    serialize: (message: unknown) => Buffer,
    deserialize: (bytes: Buffer) => unknown,
    ...rest: unknown[]
  ) => unknown;
}

/** Counts in streams that are opened from now on. Returns what tells the traffic since it was last called. */
export function countStreams(): () => StreamTraffic {
  const none = { sent: 0, sentBytes: 0, received: 0, receivedBytes: 0 };
  let counted = { ...none };
  const prototype = Client.prototype as unknown as OpensStreams;
  const open = prototype.makeBidiStreamRequest;
  prototype.makeBidiStreamRequest = function (path, serialize, deserialize, ...rest) {
    const serializeCounted = (message: unknown): Buffer => {
      const bytes = serialize(message);
      counted.sent++;
      counted.sentBytes += bytes.length;
      return bytes;
    };
    const deserializeCounted = (bytes: Buffer): unknown => {
      counted.received++;
      counted.receivedBytes += bytes.length;
      return deserialize(bytes);
    };
    return open.call(this, path, serializeCounted, deserializeCounted, ...rest);
  };
  return () => {
    const traffic = counted;
    counted = { ...none };
    return traffic;
  };
}
