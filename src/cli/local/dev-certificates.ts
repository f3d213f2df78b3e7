import { createPrivateKey, type KeyObject } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  checkDates,
  checkIssuer,
  materialOf,
  nodeUri,
  readPem,
  TlsFileFault,
} from '../../tls/index.ts';
import { type Issued, issueAuthority, issueCertificate } from './certificate.ts';

/** The files of one certificate. */
export interface CertificateFiles {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

const DAY_MS = 86_400_000;

/** How long development certificates last, in ms. */
export const devCertificateLimits = {
  authorityMs: 730 * DAY_MS,
  certificateMs: 180 * DAY_MS,
  /** With less than this left they are made anew when a cluster starts. */
  renewMs: 30 * DAY_MS,
  /** They are valid from so long ago: clocks of two machines differ. */
  backdateMs: DAY_MS,
} as const;

const authorityName = 'ringkv development CA';
const clientName = 'client';
const loopback = ['localhost', '127.0.0.1', '::1'] as const;

/** Where the certificate of a node, or of `client`, is in such a directory. */
export function devFiles(dir: string, name: string = clientName): CertificateFiles {
  return {
    ca: join(dir, 'ca.pem'),
    cert: join(dir, `${name}.pem`),
    key: join(dir, `${name}-key.pem`),
  };
}

/**
 * Makes what is missing in `dir`, damaged or soon to end: an authority, a certificate for each node with its name and the
 * loopback addresses, and one for clients. Keys can be read by their owner alone. A new authority makes all else new.
 */
export function ensureDevCertificates(
  dir: string,
  nodes: readonly string[],
  now: number = Date.now(),
): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const authority = ensureAuthority(dir, now);
  for (const name of nodes) {
    const names = { hosts: loopback, uris: [nodeUri(name)] };
    ensureCertificate(dir, name, names, authority, now);
  }
  ensureCertificate(dir, clientName, {}, authority, now);
}

function ensureAuthority(dir: string, now: number): KeyObject {
  const { ca } = devFiles(dir);
  const caKey = join(dir, 'ca-key.pem');
  if (!isGood({ ca, cert: ca, key: caKey }, now)) {
    const dates = datesFrom(now, devCertificateLimits.authorityMs);
    write(issueAuthority({ commonName: authorityName, ...dates }), ca, caKey);
  }
  return createPrivateKey(readFileSync(caKey));
}

function ensureCertificate(
  dir: string,
  name: string,
  names: { readonly hosts?: readonly string[]; readonly uris?: readonly string[] },
  authority: KeyObject,
  now: number,
): void {
  const files = devFiles(dir, name);
  if (isGood(files, now)) return;
  const dates = datesFrom(now, devCertificateLimits.certificateMs);
  const issuer = { commonName: authorityName, key: authority };
  const issued = issueCertificate({ commonName: name, ...dates, ...names }, issuer);
  write(issued, files.cert, files.key);
}

function datesFrom(now: number, lastsMs: number): { notBefore: Date; notAfter: Date } {
  return {
    notBefore: new Date(now - devCertificateLimits.backdateMs),
    notAfter: new Date(now + lastsMs),
  };
}

/** Whole, signed by the authority, and still so when it would be renewed. */
function isGood({ ca, cert, key }: CertificateFiles, now: number): boolean {
  if (![ca, cert, key].every((path) => existsSync(path))) return false;
  try {
    const pems = { ca: readPem(ca), cert: readPem(cert), key: readPem(key) };
    const material = materialOf(pems);
    checkIssuer(pems, material);
    checkDates(pems, material, now + devCertificateLimits.renewMs);
    return true;
  } catch (error) {
    if (error instanceof TlsFileFault) return false;
    throw error;
  }
}

/** The key first: whoever sees the new certificate finds the key that belongs to it. */
function write(issued: Issued, cert: string, key: string): void {
  replace(key, issued.key, 0o600);
  replace(cert, issued.cert, 0o644);
}

function replace(path: string, text: string, mode: number): void {
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, text, { mode });
  // The mode above is cut by the umask, and holds only for a file that was not there.
  chmodSync(temporary, mode);
  renameSync(temporary, path);
}
