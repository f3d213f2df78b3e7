import { type AddressInfo, createServer, type Server as NetServer, type Socket } from 'node:net';
import {
  Server,
  ServerCredentials,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { serverOptions } from '../rpc/index.ts';
import type { Clock } from '../util/clock.ts';
import { edgeLimits } from './edge-limits.ts';
import { ListenError } from './listen-error.ts';
import type { NodeTls } from './tls/node-tls.ts';
import { TlsDoor } from './tls/tls-door.ts';

/**
 * The port for clients and peers. It listens before the node knows who it is, so a service begins with handlers that
 * say so, and gets its real ones later.
 *
 * The sockets are ours and injected into grpc-js, because its own `forceShutdown` cuts only connections that channelz
 * counts, and channelz is off: long-lived streams would hold a stopping node open for ever.
 */
export class GrpcServer {
  readonly #server = new Server(serverOptions);
  readonly #clock: Clock;
  readonly #tls: TlsDoor | null;
  readonly #sockets = new Set<Socket>();
  #listener: NetServer | null = null;

  constructor(clock: Clock, tls: NodeTls | null = null) {
    this.#clock = clock;
    this.#tls = tls === null ? null : new TlsDoor(tls, clock);
  }

  /** `handlers` has a function for every method of the service; src/server has a typed object for each of ours. */
  add(service: ServiceDefinition, handlers: object): void {
    this.#server.addService(service, handlers as UntypedServiceImplementation);
  }

  /** In one turn: no call meets a service that is not there. */
  replace(service: ServiceDefinition, handlers: object): void {
    this.#server.removeService(service);
    this.add(service, handlers);
  }

  /** Resolves with the port, which differs from the one asked for when that is 0. Rejects with {@link ListenError}. */
  listen(host: string, port: number): Promise<number> {
    const injector = this.#server.createConnectionInjector(ServerCredentials.createInsecure());
    const admit = (socket: Socket): void => injector.injectConnection(socket);
    const options = { noDelay: true };
    const listener = this.#tls?.createServer(options, admit) ?? createServer(options, admit);
    listener.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    this.#listener = listener;
    return new Promise((resolve, reject) => {
      const failed = (error: Error): void => reject(new ListenError(`${host}:${port}`, error));
      listener.once('error', failed);
      listener.listen({ host, port }, () => {
        listener.off('error', failed);
        resolve((listener.address() as AddressInfo).port);
      });
    });
  }

  /** Takes no new calls and lets open ones finish; cuts them after `limitMs`, because streams do not end by themselves. */
  async stop(limitMs: number = edgeLimits.shutdownMs): Promise<void> {
    this.#listener?.close();
    await new Promise<void>((resolve) => {
      const timer = this.#clock.timer(limitMs, () => resolve());
      this.#server.tryShutdown(() => {
        timer.cancel();
        resolve();
      });
    });
    this.kill();
  }

  /** Cuts everything at once. */
  kill(): void {
    this.#listener?.close();
    this.#server.forceShutdown();
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
  }
}
