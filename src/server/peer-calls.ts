import { Client, credentials, type ServiceError } from '@grpc/grpc-js';
import { channelOptions, type Method } from '../rpc/index.ts';

/**
 * Unary calls to other nodes, one shared connection per address. Bounded by the number of addresses that the
 * topology names: `retain` closes the others.
 */
export class PeerCalls {
  readonly #clients = new Map<string, Client>();

  /** `done` gets an error when there was no answer within `timeoutMs`. */
  call<Request, Response>(
    address: string,
    method: Method<Request, Response>,
    request: Request,
    timeoutMs: number,
    done: (error: ServiceError | null, response: Response | null) => void,
  ): void {
    this.#client(address).makeUnaryRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      request,
      { deadline: Date.now() + timeoutMs },
      (error, response) => done(error, response ?? null),
    );
  }

  retain(addresses: ReadonlySet<string>): void {
    for (const [address, client] of this.#clients) {
      if (addresses.has(address)) continue;
      client.close();
      this.#clients.delete(address);
    }
  }

  close(): void {
    this.retain(new Set());
  }

  #client(address: string): Client {
    let client = this.#clients.get(address);
    if (client === undefined) {
      client = new Client(address, credentials.createInsecure(), channelOptions);
      this.#clients.set(address, client);
    }
    return client;
  }
}
