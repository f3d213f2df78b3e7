import { readFileSync } from 'node:fs';
import { credentials, Client as GrpcClient, type ServiceError } from '@grpc/grpc-js';
import { Registry } from 'prom-client';
import type { CertificateFiles } from '../../src/cli/local/dev-certificates.ts';
import { channelOptions, type Method } from '../../src/rpc/index.ts';
import type { NodeConfig, TlsConfig } from '../../src/server/node-config.ts';
import { realClock } from '../../src/server/real-clock.ts';
import { Certificates } from '../../src/server/tls/certificates.ts';
import { NodeTls } from '../../src/server/tls/node-tls.ts';
import { TlsMetrics } from '../../src/server/tls/tls-metrics.ts';
import { type Logger, silentLogger } from '../../src/util/logger.ts';

/** TLS of a node, with what it says about itself. */
export interface TlsOfNode {
  readonly tls: NodeTls;
  readonly certificates: Certificates;
  /** Warnings, as they were logged. */
  readonly warnings: { readonly why?: string; readonly reason?: string }[];
  /** The value of a metric, 0 where it has none. */
  metric(series: string): Promise<number>;
}

/** Looks for replaced files all the time. */
export function tlsOf(
  name: string,
  files: CertificateFiles,
  options: Partial<TlsConfig & { advertise: string }> = {},
): TlsOfNode {
  const { advertise = '127.0.0.1:7401', ...rest } = options;
  const config: TlsConfig = {
    certFile: files.cert,
    keyFile: files.key,
    caFile: files.ca,
    clientAuth: 'require',
    reloadMs: 5,
    ...rest,
  };
  const node = { name, advertise } as NodeConfig;
  const certificates = new Certificates(node, config, Date.now());
  const warnings: object[] = [];
  const logger: Logger = { ...silentLogger, warn: (fields) => warnings.push(fields) };
  const registry = new Registry();
  const tls = new NodeTls(certificates, realClock, logger, new TlsMetrics(registry));
  const metric = async (series: string): Promise<number> => {
    const line = (await registry.metrics())
      .split('\n')
      .find((each) => each.startsWith(`${series} `));
    return Number(line?.split(' ').at(-1) ?? 0);
  };
  return { tls, certificates, warnings, metric };
}

/** A plain gRPC client with what it shows and trusts; the error of a call, or null. */
export async function callWith<Request, Response>(
  address: string,
  files: Partial<CertificateFiles>,
  method: Method<Request, Response>,
  request: Request,
): Promise<ServiceError | null> {
  const read = (path: string | undefined): Buffer | null => (path ? readFileSync(path) : null);
  const secure = credentials.createSsl(read(files.ca), read(files.key), read(files.cert));
  const options = { ...channelOptions, 'grpc.use_local_subchannel_pool': 1 };
  const client = new GrpcClient(address, secure, {
    ...options,
    'grpc.ssl_target_name_override': 'localhost',
  });
  const { path, requestSerialize, responseDeserialize } = method;
  try {
    return await new Promise((resolve) => {
      const deadline = { deadline: Date.now() + 10_000 };
      client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        deadline,
        resolve,
      );
    });
  } finally {
    client.close();
  }
}
