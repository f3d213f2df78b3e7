import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  devCertificateLimits,
  devFiles,
  ensureDevCertificates,
} from '../../src/cli/local/dev-certificates.ts';
import { nodeNames } from '../../src/tls/index.ts';

let dir: string;
beforeEach(() => {
  dir = join(mkdtempSync(join(tmpdir(), 'ringkv-dev-')), 'tls');
});
afterEach(() => rmSync(join(dir, '..'), { recursive: true, force: true }));

function certificate(name?: string): X509Certificate {
  return new X509Certificate(readFileSync(devFiles(dir, name).cert));
}

function fingerprints(...names: (string | undefined)[]): string[] {
  return names.map((name) => certificate(name).fingerprint256);
}

const { certificateMs, renewMs, authorityMs } = devCertificateLimits;

describe('development certificates', () => {
  it('are one for each node, with its name and loopback, and one for clients, which is no node', () => {
    ensureDevCertificates(dir, ['n1', 'n2']);
    const authority = new X509Certificate(readFileSync(devFiles(dir).ca));
    expect(authority.ca).toBe(true);
    for (const name of ['n1', 'n2', undefined]) {
      expect(certificate(name).ca).toBe(false);
      expect(certificate(name).checkIssued(authority)).toBe(true);
      expect(certificate(name).verify(authority.publicKey)).toBe(true);
    }
    expect(nodeNames(certificate('n2').subjectAltName)).toEqual(['n2']);
    expect(nodeNames(certificate().subjectAltName)).toEqual([]);
    expect(certificate('n1').checkHost('localhost')).toBe('localhost');
    expect(certificate('n1').checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(certificate('n1').checkIP('::1')).toBe('::1');
    expect(certificate('n1').checkIP('127.0.0.2')).toBeUndefined();
    const { ca, cert, key } = devFiles(dir, 'n1');
    const files = { ca: readFileSync(ca), cert: readFileSync(cert), key: readFileSync(key) };
    expect(() => createSecureContext(files)).not.toThrow();
  });

  it('have keys that their owner alone can read', () => {
    ensureDevCertificates(dir, ['n1']);
    const modes = ['ca-key.pem', 'n1-key.pem', 'client-key.pem'].map(
      (name) => statSync(join(dir, name)).mode & 0o777,
    );
    expect(modes).toEqual([0o600, 0o600, 0o600]);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
  });

  it('stay while they last, and are made anew before they end', () => {
    const now = Date.now();
    ensureDevCertificates(dir, ['n1'], now);
    const first = fingerprints('n1', undefined, 'ca');
    ensureDevCertificates(dir, ['n1'], now + certificateMs - renewMs - 1_000);
    expect(fingerprints('n1', undefined, 'ca')).toEqual(first);
    ensureDevCertificates(dir, ['n1'], now + certificateMs - renewMs + 1_000);
    const [n1, client, ca] = fingerprints('n1', undefined, 'ca');
    expect([n1 === first[0], client === first[1], ca === first[2]]).toEqual([false, false, true]);
  });

  it('are all new under a new authority', () => {
    const now = Date.now();
    ensureDevCertificates(dir, ['n1'], now);
    const [before] = fingerprints('n1');
    ensureDevCertificates(dir, ['n1'], now + authorityMs - renewMs + 1_000);
    expect(fingerprints('n1')).not.toEqual([before]);
    const authority = new X509Certificate(readFileSync(devFiles(dir).ca));
    expect(certificate('n1').verify(authority.publicKey)).toBe(true);
  });

  it('are mended where one is missing or damaged, and only there', () => {
    ensureDevCertificates(dir, ['n1', 'n2']);
    const [n1, ca] = fingerprints('n1', 'ca');
    rmSync(devFiles(dir, 'n2').key);
    writeFileSync(devFiles(dir).cert, 'damaged');
    ensureDevCertificates(dir, ['n1', 'n2', 'n3']);
    expect(fingerprints('n1', 'ca')).toEqual([n1, ca]);
    expect(nodeNames(certificate('n3').subjectAltName)).toEqual(['n3']);
    expect(certificate().subject).toBe('CN=client');
  });
});
