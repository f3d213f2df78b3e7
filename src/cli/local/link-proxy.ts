import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { LOOPBACK } from './ports.ts';
import { type Direction, type LinkMode, ProxiedConnection } from './proxied-connection.ts';

/**
 * The proxy of one directed link: node a connects here instead of to node b, because `--peer-override` says so.
 *
 *     a ---connects---> [ proxy a->b ] ---connects---> b        there: bytes from a to b
 *       <-------------- [            ] <--------------          back:  bytes from b to a, on connections of a
 */
export class LinkProxy {
  readonly #target: number;
  readonly #server: Server;
  readonly #connections = new Set<ProxiedConnection>();
  readonly #modes: Record<Direction, LinkMode> = {
    there: { kind: 'pass' },
    back: { kind: 'pass' },
  };
  readonly #dropped: Record<Direction, number> = { there: 0, back: 0 };
  #refused = 0;

  constructor(targetPort: number) {
    this.#target = targetPort;
    this.#server = createServer({ allowHalfOpen: true }, (socket) => this.#accept(socket));
  }

  /** Starts to listen on a free loopback port and returns it. */
  async listen(): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ host: LOOPBACK, port: 0 }, resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  /** Bytes swallowed so far. */
  droppedBytes(direction: Direction): number {
    return this.#dropped[direction];
  }

  /** Connections reset because the target refused them or the mode was `reset`. */
  get refusedConnections(): number {
    return this.#refused;
  }

  /** Acts on open connections at once; those that lost bytes are reset when neither direction is cut any more. */
  setMode(direction: Direction, mode: LinkMode): void {
    this.#modes[direction] = mode;
    const isHealed = !this.#has('drop');
    for (const connection of this.#connections) {
      if (mode.kind === 'reset' || (isHealed && connection.isBroken)) connection.reset();
    }
  }

  async close(): Promise<void> {
    for (const connection of this.#connections) connection.reset();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }

  #has(kind: LinkMode['kind']): boolean {
    return this.#modes.there.kind === kind || this.#modes.back.kind === kind;
  }

  #accept(socket: Socket): void {
    if (this.#has('reset')) {
      this.#refused++;
      socket.on('error', () => {});
      socket.resetAndDestroy();
      return;
    }
    const connection = new ProxiedConnection(socket, {
      mode: (direction) => this.#modes[direction],
      dropped: (direction, bytes) => {
        this.#dropped[direction] += bytes;
      },
      refused: () => {
        this.#refused++;
      },
      closed: () => {
        this.#connections.delete(connection);
      },
    });
    this.#connections.add(connection);
    // A handshake needs both directions: one that is cut keeps every new connection from forming.
    if (this.#has('drop')) connection.swallow();
    else connection.connect(this.#target);
  }
}
