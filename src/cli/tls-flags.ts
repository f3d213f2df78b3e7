import { join } from 'node:path';
import type { Command } from 'commander';
import type { TlsFiles } from './kv-access.ts';
import { usage } from './parse.ts';

/** What kvctl is told about TLS, by option and by variable; an option wins over its variable. */
const flags = [
  ['--tls-dir', '<dir>', 'the three files below, as `kvctl cluster up --tls` makes them'],
  ['--tls-ca', '<file>', 'PEM: what signs the certificates of nodes; system: what Node.js trusts'],
  ['--tls-cert', '<file>', 'PEM: a certificate for this client, where nodes require one'],
  ['--tls-key', '<file>', 'PEM: its private key'],
  ['--tls-server-name', '<name>', 'what certificates of nodes are for, if not the host dialled'],
] as const;

type Flag = (typeof flags)[number][0];

export interface TlsFlags {
  readonly tlsDir?: string;
  readonly tlsCa?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly tlsServerName?: string;
}

export function addTlsOptions(program: Command): void {
  for (const [flag, value, help] of flags) {
    program.option(`${flag} ${value}`, `${help} (env: ${variableOf(flag)})`);
  }
}

/** Null when nothing about TLS was said. Throws a usage CliError. */
export function tlsFilesOf(
  given: TlsFlags,
  env: Readonly<Record<string, string | undefined>>,
): TlsFiles | null {
  const said = (option: string | undefined, flag: Flag): string | undefined =>
    option ?? (env[variableOf(flag)] || undefined);
  const dir = said(given.tlsDir, '--tls-dir');
  const inDir = (name: string): string | undefined => (dir === undefined ? dir : join(dir, name));
  const ca = said(given.tlsCa, '--tls-ca') ?? inDir('ca.pem');
  const cert = said(given.tlsCert, '--tls-cert') ?? inDir('client.pem');
  const key = said(given.tlsKey, '--tls-key') ?? inDir('client-key.pem');
  const serverName = said(given.tlsServerName, '--tls-server-name');
  if ([ca, cert, key, serverName].every((value) => value === undefined)) return null;
  if ((cert === undefined) !== (key === undefined)) {
    throw usage('--tls-cert and --tls-key go together');
  }
  return {
    ...(ca !== undefined && ca !== 'system' && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(serverName !== undefined && { serverName }),
  };
}

/** Which of them was given as an option, or null: for commands that connect to nothing. */
export function tlsFlagGiven(given: TlsFlags): string | null {
  const options = [given.tlsDir, given.tlsCa, given.tlsCert, given.tlsKey, given.tlsServerName];
  return flags[options.findIndex((option) => option !== undefined)]?.[0] ?? null;
}

function variableOf(flag: Flag): string {
  return `KVCTL_${flag.slice(2).toUpperCase().replaceAll('-', '_')}`;
}
