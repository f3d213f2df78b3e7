import { Client, credentials } from '@grpc/grpc-js';
import { ringkv } from '#proto';
import { keyName } from '../plan.ts';
import { storageBenchLimits } from './limits.ts';

const {
  GetNodeStatusRequest,
  GetNodeStatusResponse,
  GetRequest,
  GetResponse,
  ReadConsistency,
  Role,
} = ringkv.v1;

interface Codec<T> {
  encode(message: T): { finish(): Uint8Array };
  decode(bytes: Uint8Array): T;
}

/** One replica as its node tells of it. */
export interface ReplicaProgress {
  readonly group: number;
  readonly leads: boolean;
  readonly appliedIndex: number;
  readonly commitIndex: number;
}

/** Questions to one node, past the typed client, which would go where it likes. */
export class NodeLine implements Disposable {
  readonly #client: Client;

  constructor(endpoint: string) {
    this.#client = new Client(endpoint, credentials.createInsecure(), {
      'grpc.enable_http_proxy': 0,
      // A node that starts refuses connections first: it is asked again before anybody notices.
      'grpc.initial_reconnect_backoff_ms': 20,
      'grpc.max_reconnect_backoff_ms': 20,
    });
  }

  async replicas(): Promise<readonly ReplicaProgress[]> {
    const { replicas } = await this.#ask(
      '/ringkv.v1.Cluster/GetNodeStatus',
      {},
      GetNodeStatusRequest,
      GetNodeStatusResponse,
    );
    return (replicas ?? []).map(({ group, role, appliedIndex, commitIndex }) => ({
      group: group ?? 0,
      leads: role === Role.LEADER,
      appliedIndex: appliedIndex ?? 0,
      commitIndex: commitIndex ?? 0,
    }));
  }

  /** Whether the node finds these keys in its own replicas, and answers for each at the newest state too. */
  async serves(keys: readonly number[]): Promise<boolean> {
    const answers = await Promise.all(
      keys.map(async (key) => {
        const own = await this.#get(key, ReadConsistency.EVENTUAL);
        const newest = await this.#get(key, ReadConsistency.LINEARIZABLE);
        return own && newest;
      }),
    );
    return answers.every((found) => found);
  }

  [Symbol.dispose](): void {
    this.#client.close();
  }

  async #get(key: number, consistency: ringkv.v1.ReadConsistency): Promise<boolean> {
    const request = GetRequest.create({ header: { consistency }, key: Buffer.from(keyName(key)) });
    const { record } = await this.#ask('/ringkv.v1.Kv/Get', request, GetRequest, GetResponse);
    return record?.value !== undefined;
  }

  #ask<Request, Response>(
    path: string,
    request: Request,
    asked: Codec<Request>,
    answered: Codec<Response>,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest(
        path,
        (message: Request) => Buffer.from(asked.encode(message).finish()),
        (bytes: Buffer) => answered.decode(bytes),
        request,
        { deadline: Date.now() + storageBenchLimits.askMs },
        (error, response) => {
          if (error === null && response !== undefined) resolve(response);
          else reject(error ?? new Error('no answer'));
        },
      );
    });
  }
}
