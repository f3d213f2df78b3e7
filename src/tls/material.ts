import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext, type SecureContext } from 'node:tls';

/** Text in PEM and what messages call it: its path, or what the caller named it. */
export interface Pem {
  readonly name: string;
  readonly text: string;
}

/** What a TLS endpoint shows and trusts. Without `ca` it trusts what Node.js trusts; without `cert` it shows nothing. */
export interface TlsPems {
  readonly ca: Pem | null;
  readonly cert: Pem | null;
  readonly key: Pem | null;
}

/** {@link TlsPems}, parsed and found to belong together. */
export interface TlsMaterial {
  readonly context: SecureContext;
  /** The first certificate of `cert`. */
  readonly leaf: X509Certificate | null;
  /** All of `cert`: after the first those that lead to the authority. */
  readonly chain: readonly X509Certificate[];
  readonly authorities: readonly X509Certificate[];
}

/** What is wrong with a file, in one line that names it. */
export class TlsFileFault extends Error {
  override readonly name = 'TlsFileFault';
}

/** Throws {@link TlsFileFault}. */
export function readPem(path: string): Pem {
  try {
    return { name: path, text: readFileSync(path, 'utf8') };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new TlsFileFault(`${path} ${readFaults[code ?? ''] ?? `cannot be read: ${message}`}`);
  }
}

const readFaults: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'cannot be read: permission denied',
  EISDIR: 'is a directory',
};

/** Throws {@link TlsFileFault} for what is no PEM, damaged, or does not belong together. Dates and issuers are not looked at. */
export function materialOf({ ca, cert, key }: TlsPems): TlsMaterial {
  const authorities = ca === null ? [] : certificates(ca);
  const chain = cert === null ? [] : certificates(cert);
  const [leaf = null] = chain;
  if (leaf !== null && cert !== null && key !== null) {
    if (!leaf.checkPrivateKey(privateKey(key))) {
      throw new TlsFileFault(`${key.name} is not the key of the certificate in ${cert.name}`);
    }
  }
  try {
    const context = createSecureContext({
      ...(ca !== null && { ca: ca.text }),
      ...(cert !== null && key !== null && { cert: cert.text, key: key.text }),
    });
    return { context, leaf, chain, authorities };
  } catch (error) {
    const names = [ca, cert, key].flatMap((pem) => (pem === null ? [] : [pem.name]));
    throw new TlsFileFault(`${names.join(', ')} are refused: ${(error as Error).message}`);
  }
}

/** Of a node: others trust the authorities in `ca` alone. A client's certificate may come from anywhere. */
export function checkIssuer({ ca, cert }: TlsPems, { chain, authorities }: TlsMaterial): void {
  if (ca === null || cert === null || isIssued(chain, authorities)) return;
  throw new TlsFileFault(
    `the certificate in ${cert.name} is signed by none of the authorities in ${ca.name}`,
  );
}

/** A certificate out of its dates, or authorities of which none is within them, is a {@link TlsFileFault}. */
export function checkDates({ ca, cert }: TlsPems, material: TlsMaterial, now: number): void {
  const { leaf, authorities } = material;
  const ofLeaf = leaf === null ? null : dateFault(leaf, now);
  if (ofLeaf !== null) throw new TlsFileFault(`the certificate in ${cert?.name} ${ofLeaf}`);
  const faults = authorities.map((authority) => dateFault(authority, now));
  const [first] = faults;
  if (first === undefined || faults.includes(null)) return;
  throw new TlsFileFault(`the authority in ${ca?.name} ${first}`);
}

/** `expired on 2026-01-31`; null within its dates. */
export function dateFault(certificate: X509Certificate, now: number): string | null {
  const from = Date.parse(certificate.validFrom);
  const to = Date.parse(certificate.validTo);
  if (now > to) return `expired on ${day(to)}`;
  if (now < from) return `is not valid before ${day(from)}`;
  return null;
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

const block = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g;

function certificates({ name, text }: Pem): readonly X509Certificate[] {
  const blocks = [...text.matchAll(block)];
  const found = blocks.filter(([, label]) => label?.endsWith('CERTIFICATE'));
  if (found.length === 0) {
    const isKey = blocks.some(([, label]) => label?.endsWith('PRIVATE KEY'));
    throw new TlsFileFault(
      `${name} ${isKey ? 'holds a private key and no certificate' : 'holds no certificate in PEM'}`,
    );
  }
  return found.map(([pem]) => {
    try {
      return new X509Certificate(pem);
    } catch (error) {
      throw new TlsFileFault(`${name} holds a damaged certificate: ${(error as Error).message}`);
    }
  });
}

function privateKey({ name, text }: Pem): KeyObject {
  const [, label] = [...text.matchAll(block)].find(([, kind]) => kind?.endsWith('KEY')) ?? [];
  if (label === undefined) throw new TlsFileFault(`${name} holds no private key in PEM`);
  if (label.startsWith('ENCRYPTED') || text.includes('Proc-Type: 4,ENCRYPTED')) {
    throw new TlsFileFault(`${name} is encrypted with a passphrase, which nobody can be asked for`);
  }
  try {
    return createPrivateKey(text);
  } catch (error) {
    throw new TlsFileFault(`${name} holds a damaged key: ${(error as Error).message}`);
  }
}

/** Whether the chain of a certificate ends at one of the authorities. */
function isIssued(
  chain: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
): boolean {
  const issuers = [...chain.slice(1), ...authorities];
  let at = chain[0];
  // Each step leads one issuer up, so a chain longer than all of them goes in a circle.
  for (let steps = 0; at !== undefined && steps <= issuers.length; steps++) {
    const current = at;
    if (authorities.some(({ fingerprint256 }) => fingerprint256 === current.fingerprint256)) {
      return true;
    }
    at = issuers.find((issuer) => current.checkIssued(issuer) && current.verify(issuer.publicKey));
  }
  return false;
}
