import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clusterLimits } from '../../util/limits.ts';
import { CliError, exitCodes } from '../errors.ts';
import { HTTP_PORT_OFFSET, type LocalLimits, localLimits, NODES_MAX } from './limits.ts';

/** What the caller asks for; everything has a default. */
export interface LocalClusterOptions {
  /** 3 unless given. */
  readonly nodes?: number;
  /** 3 unless given, or all nodes when there are fewer. */
  readonly replicas?: number;
  /** 16 unless given. */
  readonly partitions?: number;
  /** `.data/cluster` unless given. */
  readonly dataDir?: string;
  /** gRPC port of node 1, 7401 unless given; node k has the k-th from there. */
  readonly basePort?: number;
  /** Finds free ports instead of the default base port: for tests, which must pass beside a running cluster. */
  readonly freePorts?: boolean;
  /** Drops the data of an earlier cluster in `dataDir` first. */
  readonly clean?: boolean;
  /** Puts a proxy on every directed link, so that the network can be cut. */
  readonly proxied?: boolean;
  /** TLS everywhere, with certificates for development that are made in `<dataDir>/tls`. */
  readonly tls?: boolean;
  /** Further flags for every node. */
  readonly extraArgs?: readonly string[];
  /** The script that runs a node; `bin/kvd` of this package unless given. */
  readonly kvdPath?: string;
  /** What a node finds in its environment beside ours: fault tests put a library below it. */
  readonly nodeEnv?: NodeEnv;
  readonly limits?: Partial<LocalLimits>;
  readonly onEvent?: (event: LocalEvent) => void;
}

/** Of a node, by its name and directory. */
export type NodeEnv = (name: string, dataDir: string) => Readonly<Record<string, string>>;

/** What a launcher wants to tell its user. */
export type LocalEvent =
  | { readonly kind: 'ready'; readonly node: string; readonly afterMs: number }
  | { readonly kind: 'died'; readonly node: string; readonly how: string; readonly logFile: string }
  | { readonly kind: 'drain-timeout'; readonly node: string; readonly afterMs: number };

/** Options checked and completed; `basePort` null asks for any that is free. */
export interface Settings {
  readonly nodes: number;
  readonly replicas: number;
  readonly partitions: number;
  readonly dataDir: string;
  readonly basePort: number | null;
  readonly clean: boolean;
  readonly proxied: boolean;
  readonly tls: boolean;
  readonly extraArgs: readonly string[];
  readonly kvdPath: string;
  readonly nodeEnv: NodeEnv;
  readonly limits: LocalLimits;
  readonly onEvent: (event: LocalEvent) => void;
}

export const DEFAULT_DATA_DIR = '.data/cluster';
export const DEFAULT_BASE_PORT = 7_401;

/** Throws a usage {@link CliError} that names the value and the range. */
export function checkOptions(options: LocalClusterOptions): Settings {
  const nodes = integer('--nodes', options.nodes ?? 3, 1, NODES_MAX);
  const replicas = integer(
    '--replicas',
    options.replicas ?? Math.min(3, nodes),
    1,
    clusterLimits.replicas,
  );
  if (replicas > nodes) {
    throw new CliError(
      `--replicas ${replicas} needs as many --nodes, not ${nodes}`,
      exitCodes.usage,
    );
  }
  const isAnyPort = options.freePorts === true && options.basePort === undefined;
  const lastBasePort = 65_535 - HTTP_PORT_OFFSET - nodes + 1;
  return {
    nodes,
    replicas,
    partitions: integer('--partitions', options.partitions ?? 16, 1, clusterLimits.partitions),
    dataDir: resolve(options.dataDir ?? DEFAULT_DATA_DIR),
    basePort: isAnyPort
      ? null
      : integer('--base-port', options.basePort ?? DEFAULT_BASE_PORT, 1, lastBasePort),
    clean: options.clean ?? false,
    proxied: options.proxied ?? false,
    tls: options.tls ?? false,
    extraArgs: options.extraArgs ?? [],
    kvdPath: options.kvdPath ?? defaultKvdPath(),
    nodeEnv: options.nodeEnv ?? (() => ({})),
    limits: { ...localLimits, ...options.limits },
    onEvent: options.onEvent ?? (() => {}),
  };
}

/** Works from `src/cli/local` and from `dist/cli/local` alike. */
function defaultKvdPath(): string {
  return join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'bin', 'kvd');
}

function integer(flag: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new CliError(`${flag} ${value} is not a number from ${least} to ${most}`, exitCodes.usage);
}
