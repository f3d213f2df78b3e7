import type { NodeConfig } from '../server/node-config.ts';
import { exitCodes } from './errors.ts';
import type { KvdConfig } from './kvd-config.ts';
import { formatHostPort } from './parse.ts';

/** A started node, as `src/server/node.ts` answers it. */
export interface NodeHandle {
  readonly grpcPort: number;
  readonly httpPort: number;
  /** Resolves when it serves all that it holds. */
  readonly ready: Promise<void>;
  /** Drains, hands leaderships over, stops; within its own limit. */
  stop(): Promise<void>;
  /** The exit code, once the node has stopped for whatever reason. */
  readonly stopped: Promise<number>;
}

/** The process around the node. */
export interface KvdProcess {
  out(line: string): void;
  err(line: string): void;
  /** SIGTERM and SIGINT, as often as they come. */
  onSignal(handler: (signal: 'SIGTERM' | 'SIGINT') => void): void;
  onStdinEnd(handler: () => void): void;
  /** Ends the process at once. */
  exit(code: number): void;
}

const signalNumbers = { SIGINT: 2, SIGTERM: 15 } as const;

/** Starts a node and stays until it has stopped; answers the exit code. Throws what `startNode` throws. */
export async function runNode(
  { node: config, stopWithStdin }: KvdConfig,
  startNode: (config: NodeConfig) => Promise<NodeHandle>,
  kvd: KvdProcess,
): Promise<number> {
  let node: NodeHandle | null = null;
  let stopping = false;

  const stop = (why: string, unstartedCode: number): void => {
    stopping = true;
    if (node === null) {
      // It serves nothing yet, so there is nothing to hand over; what is on disk is made for a crash.
      kvd.err(`kvd ${config.name}: ${why} before it was ready`);
      kvd.exit(unstartedCode);
      return;
    }
    kvd.err(`kvd ${config.name}: ${why}, draining`);
    node.stop().catch((error: unknown) => {
      kvd.err(`kvd ${config.name}: ${error instanceof Error ? error.message : String(error)}`);
      kvd.exit(exitCodes.failure);
    });
  };

  kvd.onSignal((signal) => {
    const code = 128 + signalNumbers[signal];
    if (stopping) kvd.exit(code);
    else stop(signal, code);
  });
  if (stopWithStdin) {
    kvd.onStdinEnd(() => {
      if (!stopping) stop('stdin ended', exitCodes.ok);
    });
  }

  node = await startNode(config);
  // A node that is stopped while it waits for its peers is never ready.
  const first = await Promise.race([node.ready, node.stopped]);
  if (first !== undefined) return first;
  kvd.out(readyLine(config, node));
  return node.stopped;
}

function readyLine({ name, listen, httpListen, dataDir }: NodeConfig, node: NodeHandle): string {
  const grpc = formatHostPort({ host: listen.host, port: node.grpcPort });
  const http = formatHostPort({ host: httpListen.host, port: node.httpPort });
  return `kvd ${name} ready: grpc ${grpc}, http ${http}, data ${dataDir}`;
}
