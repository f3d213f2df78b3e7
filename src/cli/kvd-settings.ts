import { logLevels } from '../server/node-config.ts';
import { type ClientAuth, clientAuths } from '../server/tls/client-auth.ts';
import { type WalRecoveryMode, walRecoveryModes } from '../storage/wal-options.ts';
import { raftLimits, serverLimits, snapshotLimits, storageLimits } from '../util/limits.ts';
import {
  formatHostPort,
  type HostPort,
  parseChoice,
  parseHostPort,
  parseInteger,
  quoted,
  usage,
} from './parse.ts';

/**
 * One setting of kvd. The table below is the only place that knows them: flags, `KVD_*`, the keys of the config
 * file, their validation and `--help` all come from it.
 */
export interface Setting<T> {
  /** What the flag takes, in capitals; BOOL may be left out and means true then. */
  readonly value: string;
  readonly help: string;
  /** As `--help` shows it. */
  readonly defaultText: string;
  readonly fallback: T;
  /** The flag may be given more than once; its values add up, separated by commas. */
  readonly repeatable?: boolean;
  /** `source` names the flag, variable or file key, for the message of the usage error. */
  parse(source: string, text: string): T;
}

export interface NamedAddress {
  readonly name: string;
  readonly address: string;
}

function text(value: string, defaultText: string, fallback: string, help: string): Setting<string> {
  return { value, help, defaultText, fallback, parse: (_, given) => given };
}

function integer(fallback: number, min: number, max: number, help: string): Setting<number> {
  return {
    value: 'N',
    help: `${help}, ${min} to ${max}`,
    defaultText: String(fallback),
    fallback,
    parse: (source, given) => parseInteger(source, given, min, max),
  };
}

function flag(help: string): Setting<boolean> {
  return {
    value: 'BOOL',
    help,
    defaultText: 'false',
    fallback: false,
    parse: (source, given) => parseChoice(source, given, ['true', 'false']) === 'true',
  };
}

/** `fallback` null: derived from other settings by `kvd-config.ts`. */
function address(
  defaultText: string,
  fallback: HostPort | null,
  help: string,
): Setting<HostPort | null> {
  return { value: 'HOST:PORT', help, defaultText, fallback, parse: parseHostPort };
}

const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;

function parseName(source: string, given: string): string {
  if (namePattern.test(given)) return given;
  throw usage(
    `${source}: expected up to 63 letters, digits, dots, dashes and underscores, got ${quoted(given)}`,
  );
}

/** `n1=HOST:PORT,n2=HOST:PORT`, every name once. */
function parseNamedAddresses(source: string, given: string): readonly NamedAddress[] {
  const seen = new Set<string>();
  return given.split(',').map((part) => {
    const split = part.indexOf('=');
    if (split < 0) throw usage(`${source}: expected NAME=HOST:PORT, got ${quoted(part)}`);
    const name = parseName(source, part.slice(0, split).trim());
    if (seen.has(name)) throw usage(`${source}: ${name} appears twice`);
    seen.add(name);
    return { name, address: formatHostPort(parseHostPort(source, part.slice(split + 1).trim())) };
  });
}

function namedAddresses(
  defaultText: string,
  help: string,
  repeatable: boolean,
): Setting<readonly NamedAddress[]> {
  const value = `NAME=HOST:PORT${repeatable ? '' : ',...'}`;
  return { value, help, defaultText, fallback: [], repeatable, parse: parseNamedAddresses };
}

const KIB = 1024;
const GIB = 1024 * 1024 * KIB;

const settings = {
  name: {
    ...text('NAME', 'n1', 'n1', 'of this node, unique in the cluster'),
    parse: parseName,
  },
  'data-dir': text('DIR', '.data/kvd', '.data/kvd', 'where everything is kept'),
  listen: address(
    '127.0.0.1:7401',
    { host: '127.0.0.1', port: 7_401 },
    'gRPC, for clients and peers',
  ),
  'http-listen': address('the gRPC port + 1000', null, '/metrics, /livez and /readyz'),
  advertise: address('what --listen says', null, 'where clients and peers reach this node'),
  'initial-cluster': namedAddresses(
    'this node alone',
    'the nodes of the first start, this one included',
    false,
  ),
  'cluster-token': text(
    'TEXT',
    'random at the first start',
    '',
    'keeps clusters apart; the same on all initial nodes',
  ),
  partitions: integer(16, 1, 4_096, 'of the whole cluster, fixed at creation'),
  replicas: integer(3, 1, 9, 'of each partition, at most one per node'),
  'lease-ms': integer(
    raftLimits.leaseMs,
    0,
    60_000,
    'of leaders, for reads by lease, fixed at creation; 0 for none; a failover takes as long; in ms',
  ),
  zone: text('ZONE', 'a zone of its own', '', 'replicas are spread over zones'),
  'log-level': {
    value: 'LEVEL',
    help: logLevels.join(', '),
    defaultText: 'info',
    fallback: 'info',
    parse: (source: string, given: string) => parseChoice(source, given, logLevels),
  } satisfies Setting<(typeof logLevels)[number]>,
  'peer-override': namedAddresses('none', 'connect to this peer there instead; repeatable', true),
  'stop-with-stdin': flag('drain and exit when stdin ends'),
  'allow-remote': flag('listen on other addresses than loopback, although anybody may call'),
  'tls-cert': text(
    'FILE',
    'no TLS',
    '',
    'PEM: the certificate of this node, for both ports and peers',
  ),
  'tls-key': text('FILE', 'none', '', 'PEM: its private key'),
  'tls-ca': text('FILE', 'none', '', 'PEM: what signs the certificates of nodes and clients'),
  'tls-client-auth': {
    value: 'MODE',
    help: 'of clients: require a certificate, or optional: none is needed, a bad one is refused',
    defaultText: 'require with --tls-ca, else optional',
    fallback: null,
    parse: (source: string, given: string) => parseChoice(source, given, clientAuths),
  } satisfies Setting<ClientAuth | null>,
  'tls-reload-ms': integer(
    serverLimits.tlsReloadMs,
    100,
    3_600_000,
    'replaced TLS files are looked for so often, in ms',
  ),
  'heartbeat-ms': integer(raftLimits.heartbeatMs, 10, 10_000, 'between node pairs, in ms'),
  'election-timeout-ms': integer(
    raftLimits.electionTimeoutMinMs,
    50,
    60_000,
    'the shortest; the longest is twice that; in ms',
  ),
  'flush-interval-ms': integer(
    storageLimits.flushIntervalMs,
    1,
    10_000,
    'age at which applied writes go to LevelDB, in ms',
  ),
  'wal-segment-bytes': integer(
    storageLimits.walSegmentBytes,
    64 * KIB,
    GIB,
    'of one file of the write-ahead log',
  ),
  'hash-interval-ms': integer(
    storageLimits.hashIntervalMs,
    0,
    storageLimits.scrubIntervalMs,
    'replicas are compared with those of other nodes so often, 0 for never; in ms',
  ),
  'scrub-interval-ms': integer(
    storageLimits.scrubIntervalMs,
    0,
    31 * storageLimits.scrubIntervalMs,
    'every partition is read and verified so often, 0 for never; in ms',
  ),
  'wal-recovery': {
    value: 'MODE',
    help: 'a damaged log: strict refuses it, suspect cuts it off and stays out of quorums until that is safe',
    defaultText: 'strict',
    fallback: 'strict',
    parse: (source: string, given: string) => parseChoice(source, given, walRecoveryModes),
  } satisfies Setting<WalRecoveryMode>,
  'disk-hang-ms': integer(
    serverLimits.diskHangMs,
    5_000,
    3_600_000,
    'a call to the disk that takes longer ends the process',
  ),
  'disk-reserve-bytes': integer(
    serverLimits.diskReserveBytes,
    0,
    1024 * GIB,
    'free space below which only deletes are taken; 0 for never',
  ),
  'ballast-bytes': integer(
    serverLimits.ballastBytes,
    0,
    GIB,
    'of a file that is removed when the database ran out of space; 0 for none',
  ),
  'snapshot-bytes-per-second': integer(
    snapshotLimits.bytesPerSecond,
    0,
    GIB,
    'of all snapshots that this node sends; 0 for no limit',
  ),
} as const;

export type SettingKey = keyof typeof settings;
export type SettingValues = {
  readonly [K in SettingKey]: (typeof settings)[K] extends Setting<infer T> ? T : never;
};

export const settingKeys = Object.keys(settings) as SettingKey[];

export function settingOf(key: SettingKey): Setting<unknown> {
  return settings[key];
}

export function envName(key: string): string {
  return `KVD_${key.toUpperCase().replaceAll('-', '_')}`;
}
