import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CertificateWish,
  issueAuthority,
  issueCertificate,
} from '../../src/cli/local/certificate.ts';
import type { CertificateFiles } from '../../src/cli/local/dev-certificates.ts';
import { nodeUri } from '../../src/tls/index.ts';

export const dayMs = 86_400_000;

/** From yesterday until `days` from now. */
export function lasting(
  days: number,
  now: number = Date.now(),
): Pick<CertificateWish, 'notBefore' | 'notAfter'> {
  const notAfter = new Date(now + days * dayMs);
  return { notBefore: new Date(Math.min(now, notAfter.getTime()) - dayMs), notAfter };
}

/** An authority whose certificates lie in a directory of its own. */
export class TestAuthority {
  readonly dir: string;
  readonly ca: string;
  readonly #commonName: string;
  readonly #key: string;

  constructor(commonName = 'test CA', days = 90) {
    this.dir = mkdtempSync(join(tmpdir(), 'ringkv-tls-'));
    this.#commonName = commonName;
    const { cert, key } = issueAuthority({ commonName, ...lasting(days) });
    this.#key = key;
    this.ca = this.write('ca.pem', cert);
  }

  /** Of a node that is reached on loopback, unless the wish says otherwise. */
  node(name: string, wish: Partial<CertificateWish> = {}, file = name): CertificateFiles {
    return this.issue(file, { hosts: ['127.0.0.1', 'localhost'], uris: [nodeUri(name)], ...wish });
  }

  client(wish: Partial<CertificateWish> = {}, file = 'client'): CertificateFiles {
    return this.issue(file, wish);
  }

  issue(file: string, wish: Partial<CertificateWish>): CertificateFiles {
    const issuer = { commonName: this.#commonName, key: createPrivateKey(this.#key) };
    const issued = issueCertificate({ commonName: file, ...lasting(60), ...wish }, issuer);
    const cert = this.write(`${file}.pem`, issued.cert);
    return { ca: this.ca, cert, key: this.write(`${file}-key.pem`, issued.key) };
  }

  write(name: string, text: string): string {
    const path = join(this.dir, name);
    writeFileSync(path, text);
    return path;
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}
