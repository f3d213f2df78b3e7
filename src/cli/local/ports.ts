import { createServer } from 'node:net';
import { CliError, exitCodes } from '../errors.ts';
import { HTTP_PORT_OFFSET } from './limits.ts';

export const LOOPBACK = '127.0.0.1';

/** Below the ranges from which Linux and macOS hand out ports for outgoing connections, which could take ours. */
const FREE_PORT_MIN = 10_000;
const FREE_PORT_MAX = 31_000;
const FREE_PORT_TRIES = 200;

/** True when nobody listens there, found by listening for a moment. */
export async function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: LOOPBACK, port, exclusive: true }, () => {
      server.close(() => resolve(true));
    });
  });
}

/** The first port that a cluster from `basePort` needs and somebody else has, with the node that needs it. */
export async function portInUse(
  basePort: number,
  nodes: number,
): Promise<{ readonly port: number; readonly node: string } | null> {
  for (let k = 0; k < nodes; k++) {
    for (const port of [basePort + k, basePort + k + HTTP_PORT_OFFSET]) {
      if (!(await isPortFree(port))) return { port, node: `n${k + 1}` };
    }
  }
  return null;
}

/** A base port all of whose ports are free now. Throws a {@link CliError} when it finds none. */
export async function findBasePort(nodes: number): Promise<number> {
  for (let attempt = 0; attempt < FREE_PORT_TRIES; attempt++) {
    const span = FREE_PORT_MAX - HTTP_PORT_OFFSET - nodes - FREE_PORT_MIN;
    const candidate = FREE_PORT_MIN + Math.floor(Math.random() * span);
    if ((await portInUse(candidate, nodes)) === null) return candidate;
  }
  throw new CliError(
    `found no ${nodes} free ports between ${FREE_PORT_MIN} and ${FREE_PORT_MAX}`,
    exitCodes.failure,
  );
}
