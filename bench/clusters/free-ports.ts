import { createServer } from 'node:net';
import { BenchError } from '../errors.ts';

/** Below the ranges from which systems hand out ports for outgoing connections, which could take ours. */
const PORT_MIN = 10_000;
const PORT_MAX = 31_000;
const TRIES_MAX = 500;

/** Distinct ports of the loopback interface on which nobody listens now. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  for (let tries = 0; tries < TRIES_MAX && found.size < count; tries++) {
    const port = PORT_MIN + Math.floor(Math.random() * (PORT_MAX - PORT_MIN));
    if (!found.has(port) && (await isFree(port))) found.add(port);
  }
  if (found.size === count) return [...found];
  throw new BenchError(`found no ${count} free ports between ${PORT_MIN} and ${PORT_MAX}`);
}

async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.close(() => resolve(true));
    });
  });
}
