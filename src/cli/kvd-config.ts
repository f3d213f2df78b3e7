import type { InitialMember, NodeConfig, TlsConfig } from '../server/node-config.ts';
import {
  envName,
  type SettingKey,
  type SettingValues,
  settingKeys,
  settingOf,
} from './kvd-settings.ts';
import { formatHostPort, type HostPort, quoted, usage } from './parse.ts';
import { didYouMean, suggest } from './suggest.ts';

/**
 * Where each setting comes from:
 *
 *     --partitions 8   over   KVD_PARTITIONS=8   over   {"partitions": 8} in --config FILE   over   the default
 */
export interface ConfigSources {
  /** By setting, what the flags say, and `config` for `--config`. */
  readonly flags: ReadonlyMap<string, string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Answers the text of the config file, or throws. */
  readFile(path: string): string;
}

/** What kvd was told, checked: for the node, and for the process around it. */
export interface KvdConfig {
  readonly node: NodeConfig;
  /** Drain and exit when stdin ends: the process that started this one is gone. */
  readonly stopWithStdin: boolean;
}

/** A value and who said it, for messages. */
interface Given {
  readonly source: string;
  readonly text: string;
}

/** Throws a usage CliError of one line that names the source of the first value that does not fit. */
export function resolveConfig(sources: ConfigSources): KvdConfig {
  refuseMistypedEnv(sources.env);
  const file = readConfigFile(sources);
  const values: Partial<Record<SettingKey, unknown>> = {};
  for (const key of settingKeys) {
    const given = fromFlags(sources, key) ?? fromEnv(sources, key) ?? file.get(key);
    const setting = settingOf(key);
    values[key] = given === undefined ? setting.fallback : setting.parse(given.source, given.text);
  }
  // Every key of the table was filled by its own setting's parser or fallback.
  return combine(values as SettingValues);
}

function fromFlags({ flags }: ConfigSources, key: string): Given | undefined {
  const text = flags.get(key);
  return text === undefined ? undefined : { source: `--${key}`, text };
}

/** An empty variable counts as unset: that is how shells and compose files leave one out. */
function fromEnv({ env }: ConfigSources, key: string): Given | undefined {
  const source = envName(key);
  const text = env[source];
  return text ? { source, text } : undefined;
}

/**
 * A variable that is nearly one of ours is a slip that would silently start a node with a default. Others are left
 * alone: container platforms set variables such as KVD_SERVICE_HOST for a service called kvd.
 */
function refuseMistypedEnv(env: ConfigSources['env']): void {
  const known = [...settingKeys.map(envName), envName('config')];
  for (const name of Object.keys(env)) {
    if (!name.startsWith('KVD_') || known.includes(name)) continue;
    const meant = suggest(
      name.slice(4),
      known.map((candidate) => candidate.slice(4)),
    );
    if (meant !== null) throw usage(`${name} is no setting (did you mean KVD_${meant}?)`);
  }
}

function readConfigFile(sources: ConfigSources): ReadonlyMap<string, Given> {
  const given = fromFlags(sources, 'config') ?? fromEnv(sources, 'config');
  const values = new Map<string, Given>();
  if (given === undefined) return values;
  const parsed = parseFile(given, sources);
  for (const [key, value] of Object.entries(parsed)) {
    const source = `${given.text}: ${key}`;
    if (!settingKeys.some((known) => known === key)) {
      throw usage(`${source} is no setting${didYouMean(key, settingKeys)}`);
    }
    values.set(key, { source, text: fileText(source, value) });
  }
  return values;
}

function parseFile(given: Given, sources: ConfigSources): object {
  let text: string;
  try {
    text = sources.readFile(given.text);
  } catch (error) {
    throw usage(`${given.source}: cannot read ${given.text}: ${(error as Error).message}`);
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    const why = (error as Error).message.replace(/\s+/g, ' ');
    throw usage(`${given.source}: ${given.text} is no JSON: ${why}`);
  }
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
  throw usage(`${given.source}: ${given.text} holds no JSON object`);
}

/** A file may write 16 for "16", true for "true" and a list for its comma-separated words. */
function fileText(source: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    return value.join(',');
  }
  const got = quoted(JSON.stringify(value));
  throw usage(`${source}: expected text, a number, a boolean or a list of texts, got ${got}`);
}

/** The checks that need more than one setting, and the defaults that follow from others. */
function combine(values: SettingValues): KvdConfig {
  const { name } = values;
  // The table's fallback of --listen is an address, so it is never null.
  const listen = values.listen as HostPort;
  const httpListen = values['http-listen'] ?? httpDefault(listen);
  const tls = tlsOf(values);
  if (!values['allow-remote']) {
    refuseRemote('--listen', listen, tls);
    refuseRemote('--http-listen', httpListen, tls);
  }
  if (listen.host === httpListen.host && listen.port === httpListen.port) {
    throw usage(`--http-listen ${formatHostPort(httpListen)} is the address of --listen`);
  }
  const advertise = formatHostPort(advertised(values.advertise, listen));
  const initialCluster = members(name, advertise, values['initial-cluster']);
  if (tls !== null && tls.caFile === null && initialCluster.length > 1) {
    throw usage('--tls-cert with several nodes needs --tls-ca: nodes know each other by it');
  }
  const heartbeatMs = values['heartbeat-ms'];
  const electionTimeoutMinMs = values['election-timeout-ms'];
  if (electionTimeoutMinMs < 3 * heartbeatMs) {
    throw usage(
      `--election-timeout-ms ${electionTimeoutMinMs} is less than three heartbeats of ${heartbeatMs} ms`,
    );
  }
  const node: NodeConfig = {
    name,
    dataDir: dataDirOf(values['data-dir']),
    listen,
    httpListen,
    tls,
    advertise,
    initialCluster,
    clusterToken: values['cluster-token'] === '' ? null : values['cluster-token'],
    partitions: values.partitions,
    replicas: Math.min(values.replicas, initialCluster.length),
    leaseMs: values['lease-ms'],
    zone: values.zone,
    logLevel: values['log-level'],
    peerOverrides: new Map(values['peer-override'].map((peer) => [peer.name, peer.address])),
    heartbeatMs,
    electionTimeoutMinMs,
    electionTimeoutMaxMs: 2 * electionTimeoutMinMs,
    flushIntervalMs: values['flush-interval-ms'],
    walSegmentBytes: values['wal-segment-bytes'],
    walRecovery: values['wal-recovery'],
    diskHangMs: values['disk-hang-ms'],
    hashIntervalMs: values['hash-interval-ms'],
    scrubIntervalMs: values['scrub-interval-ms'],
    diskReserveBytes: values['disk-reserve-bytes'],
    ballastBytes: values['ballast-bytes'],
    snapshotBytesPerSecond: values['snapshot-bytes-per-second'],
  };
  return { node, stopWithStdin: values['stop-with-stdin'] };
}

function dataDirOf(text: string): string {
  if (text.trim() !== '' && !text.includes('\0')) return text;
  throw usage(`--data-dir: expected a directory, got ${quoted(text)}`);
}

function httpDefault(listen: HostPort): HostPort {
  const port = listen.port + 1_000;
  if (port <= 65_535) return { host: listen.host, port };
  throw usage(
    `--listen ${formatHostPort(listen)} leaves no port 1000 above it: give --http-listen`,
  );
}

/** Certificate and key come together; everything else about TLS means nothing without them. */
function tlsOf(values: SettingValues): TlsConfig | null {
  const certFile = values['tls-cert'];
  const keyFile = values['tls-key'];
  const caFile = values['tls-ca'] === '' ? null : values['tls-ca'];
  const clientAuth = values['tls-client-auth'] ?? (caFile === null ? 'optional' : 'require');
  if (certFile === '' && keyFile !== '') throw usage('--tls-key needs --tls-cert');
  if (certFile !== '' && keyFile === '') throw usage('--tls-cert needs --tls-key');
  if (certFile === '') {
    if (caFile !== null) throw usage('--tls-ca needs --tls-cert and --tls-key');
    if (values['tls-client-auth'] !== null) throw usage('--tls-client-auth needs --tls-cert');
    return null;
  }
  if (clientAuth === 'require' && caFile === null) {
    throw usage(
      '--tls-client-auth require needs --tls-ca, which signs the certificates of clients',
    );
  }
  return { certFile, keyFile, caFile, clientAuth, reloadMs: values['tls-reload-ms'] };
}

/** Only where a certificate is required is everybody who calls known. */
function refuseRemote(flag: string, address: HostPort, tls: TlsConfig | null): void {
  const { host } = address;
  if (tls?.clientAuth === 'require') return;
  if (host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)) return;
  throw usage(
    tls === null
      ? `${flag} ${formatHostPort(address)} is not loopback and nothing is encrypted: ` +
          'listen on 127.0.0.1, give --tls-cert, --tls-key and --tls-ca, or --allow-remote in a network that you trust'
      : `${flag} ${formatHostPort(address)} is not loopback and clients need no certificate: ` +
          'give --tls-ca and --tls-client-auth require, or --allow-remote in a network that you trust',
  );
}

function advertised(given: HostPort | null, listen: HostPort): HostPort {
  const advertise = given ?? listen;
  if (advertise.host !== '0.0.0.0' && advertise.host !== '::') return advertise;
  throw usage(
    `${formatHostPort(advertise)} is no address that others can reach: give --advertise HOST:PORT`,
  );
}

function members(
  name: string,
  advertise: string,
  given: readonly InitialMember[],
): readonly InitialMember[] {
  if (given.length === 0) return [{ name, address: advertise }];
  const own = given.find((member) => member.name === name);
  const names = given.map((member) => member.name);
  if (own === undefined) {
    throw usage(`--initial-cluster names ${names.join(', ')} but not this node, ${quoted(name)}`);
  }
  if (own.address !== advertise) {
    throw usage(
      `--initial-cluster says that ${name} is at ${own.address}, but this node advertises ${advertise}`,
    );
  }
  for (const [index, { address }] of given.entries()) {
    const first = given.findIndex((member) => member.address === address);
    if (first < index) {
      throw usage(
        `--initial-cluster: ${names[first]} and ${names[index]} have one address, ${address}`,
      );
    }
  }
  return given;
}
