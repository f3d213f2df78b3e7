import type { WalRecoveryMode } from '../storage/wal-options.ts';
import type { ClientAuth } from './tls/client-auth.ts';

/** Everything that one node is told at its start, validated and complete. `src/cli/kvd-config.ts` makes it. */
export interface NodeConfig {
  readonly name: string;
  /** As given: relative to the working directory, or absolute. */
  readonly dataDir: string;
  /** Where gRPC listens, for clients and peers. */
  readonly listen: ListenAddress;
  /** Where `/metrics`, `/livez` and `/readyz` listen. */
  readonly httpListen: ListenAddress;
  /** Of both ports and of the connections to other nodes; null for none. */
  readonly tls: TlsConfig | null;
  /** `host:port` under which clients and peers reach this node. */
  readonly advertise: string;
  /** The nodes of the first start, this one included, in the order given. */
  readonly initialCluster: readonly InitialMember[];
  /** Part of the cluster id (R11); null means: draw one at the first start. */
  readonly clusterToken: string | null;
  readonly partitions: number;
  /** At most the number of initial nodes. */
  readonly replicas: number;
  /** Of leaders, for reads by lease; 0 for none. All voters have to promise as much, so it is fixed at creation. */
  readonly leaseMs: number;
  /** Empty: a zone of its own (R12). */
  readonly zone: string;
  readonly logLevel: LogLevel;
  /** Node name to `host:port`; wins for every connection between nodes (R44). */
  readonly peerOverrides: ReadonlyMap<string, string>;
  readonly heartbeatMs: number;
  readonly electionTimeoutMinMs: number;
  readonly electionTimeoutMaxMs: number;
  readonly flushIntervalMs: number;
  readonly walSegmentBytes: number;
  /** What to do with a log that does not hold what it once acknowledged. */
  readonly walRecovery: WalRecoveryMode;
  /** A call to the disk that takes longer ends the process. */
  readonly diskHangMs: number;
  /** Replicas are compared with those of other nodes so often; 0 for never. */
  readonly hashIntervalMs: number;
  /** Every partition is read and verified so often; 0 for never. */
  readonly scrubIntervalMs: number;
  /** Free space that is kept for the log and the database; 0: it is never too little. */
  readonly diskReserveBytes: number;
  /** Of the file that is removed when the database ran out of space; 0 for none. */
  readonly ballastBytes: number;
  /** For all snapshots that this node sends; 0: as fast as it goes. */
  readonly snapshotBytesPerSecond: number;
}

/** Paths are as given. What is in the files is checked by the node (`src/server/tls/certificates.ts`). */
export interface TlsConfig {
  /** The certificate of this node, then those that lead to its authority. */
  readonly certFile: string;
  readonly keyFile: string;
  /** The authorities that sign the certificates of nodes and clients; null: no certificate of others is looked at. */
  readonly caFile: string | null;
  readonly clientAuth: ClientAuth;
  /** Between two looks at the files. */
  readonly reloadMs: number;
}

export interface ListenAddress {
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
}

export interface InitialMember {
  readonly name: string;
  /** `host:port`. */
  readonly address: string;
}

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];
