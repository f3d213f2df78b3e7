import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { unreachable } from '../../util/assert.ts';
import { CliError, exitCodes } from '../errors.ts';
import type { ClusterReport, LocalCluster } from './cluster.ts';
import {
  asControlCommand,
  CONTROL_BODY_BYTES_MAX,
  CONTROL_PATH,
  type ControlCommand,
  type ControlFailure,
} from './control-protocol.ts';
import { LOOPBACK } from './ports.ts';

/** How long answers that were being sent may take when the launcher ends. */
const GOODBYE_MS = 200;

/** The launcher's door for `kvctl cluster ...`: loopback only, and only for who can read `launcher.json`. */
export class ControlServer {
  readonly #cluster: LocalCluster;
  readonly #secret: Buffer;
  readonly #server: Server;

  constructor(cluster: LocalCluster, secret: string) {
    this.#cluster = cluster;
    this.#secret = Buffer.from(`Bearer ${secret}`);
    this.#server = createServer((request, response) => {
      void this.#serve(request, response);
    });
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ host: LOOPBACK, port: 0 }, resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  /** Takes no more requests; the answer to `down` still goes out. */
  close(): void {
    this.#server.close();
    setTimeout(() => this.#server.closeAllConnections(), GOODBYE_MS);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('connection', 'close');
    if (!this.#isAllowed(request)) return answer(response, 401, failure('wrong secret'));
    if (request.method !== 'POST' || request.url !== CONTROL_PATH) {
      return answer(response, 404, failure(`no ${request.method} ${request.url}`));
    }
    try {
      const command = asControlCommand(await readJson(request));
      if (command === null) return answer(response, 400, failure('no such command'));
      answer(response, 200, await this.#run(command));
    } catch (error) {
      const code = error instanceof CliError ? error.exitCode : exitCodes.failure;
      answer(response, 400, { error: (error as Error).message, exitCode: code });
    }
  }

  async #run(command: ControlCommand): Promise<ClusterReport> {
    const cluster = this.#cluster;
    switch (command.kind) {
      case 'status':
        break;
      case 'kill':
        await cluster.kill(command.node);
        break;
      case 'restart':
        await cluster.restart(command.node);
        break;
      case 'pause':
        await cluster.pause(command.node);
        break;
      case 'resume':
        await cluster.resume(command.node);
        break;
      case 'split':
        cluster.split(command.groups, command.oneWay);
        break;
      case 'heal':
        cluster.heal();
        break;
      case 'down':
        await cluster.stop();
        break;
      default:
        unreachable(command, 'control command');
    }
    return cluster.report();
  }

  #isAllowed(request: IncomingMessage): boolean {
    const given = Buffer.from(request.headers.authorization ?? '');
    return given.length === this.#secret.length && timingSafeEqual(given, this.#secret);
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > CONTROL_BODY_BYTES_MAX) {
      throw new CliError(`a command of more than ${CONTROL_BODY_BYTES_MAX} bytes`, exitCodes.usage);
    }
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function answer(
  response: ServerResponse,
  status: number,
  body: ClusterReport | ControlFailure,
): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify(body)}\n`);
}

function failure(error: string): ControlFailure {
  return { error, exitCode: exitCodes.usage };
}
