import { Client, type ServiceError } from '@grpc/grpc-js';
import { channelOptions, type Method } from '../rpc/index.ts';
import type { PeerDialer } from './peer-dialer.ts';

/** A node and where to dial it. */
export interface CallTarget {
  readonly name: string;
  readonly address: string;
}

interface Line {
  readonly client: Client;
  readonly name: string;
  /** Of the dialer when the client was made. */
  readonly generation: number;
}

/**
 * Unary calls to other nodes, one shared connection per address. Bounded by the number of addresses that the
 * topology names: `retain` closes the others.
 */
export class PeerCalls {
  readonly #dialer: PeerDialer;
  readonly #lines = new Map<string, Line>();

  constructor(dialer: PeerDialer) {
    this.#dialer = dialer;
  }

  /** `done` gets an error when there was no answer within `timeoutMs`. */
  call<Request, Response>(
    target: CallTarget,
    method: Method<Request, Response>,
    request: Request,
    timeoutMs: number,
    done: (error: ServiceError | null, response: Response | null) => void,
  ): void {
    this.#client(target).makeUnaryRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      request,
      { deadline: Date.now() + timeoutMs },
      (error, response) => done(error, response ?? null),
    );
  }

  retain(addresses: ReadonlySet<string>): void {
    for (const [address, { client }] of this.#lines) {
      if (addresses.has(address)) continue;
      client.close();
      this.#lines.delete(address);
    }
  }

  close(): void {
    this.retain(new Set());
  }

  #client({ name, address }: CallTarget): Client {
    const { generation } = this.#dialer;
    const known = this.#lines.get(address);
    if (known?.name === name && known.generation === generation) return known.client;
    known?.client.close();
    const client = new Client(address, this.#dialer.credentials(name), channelOptions);
    this.#lines.set(address, { client, name, generation });
    return client;
  }
}
