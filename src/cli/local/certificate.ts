import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { isIP } from 'node:net';
import { bits, integer, objectId, octets, sequence, set, tagged, time, utf8, yes } from './der.ts';

/** A certificate with its key, as PEM. */
export interface Issued {
  readonly cert: string;
  readonly key: string;
}

export interface CertificateWish {
  readonly commonName: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** DNS names and IP addresses at which it is reached. */
  readonly hosts?: readonly string[];
  readonly uris?: readonly string[];
}

/**
 * X.509 certificates for development and tests: P-256, signed with ECDSA and SHA-256. Node.js reads certificates but
 * makes none (docs/adr/0007-who-a-node-is-by-its-certificate.md says why no package does).
 */
export function issueAuthority(wish: CertificateWish): Issued {
  const { publicKey, privateKey } = newKey();
  const identifier = keyIdentifier(publicKey);
  const extensions = [
    extension(oids.basicConstraints, sequence(yes), true),
    extension(oids.keyUsage, keyUsage.authority, true),
    extension(oids.subjectKeyIdentifier, octets(identifier)),
  ];
  const subject = nameOf(wish.commonName);
  return issued(
    wish,
    subject,
    publicKey,
    privateKey,
    { name: subject, key: privateKey },
    extensions,
  );
}

/** For servers and clients alike: each node is both. `authority` was made by {@link issueAuthority} under that name. */
export function issueCertificate(
  wish: CertificateWish,
  authority: { readonly commonName: string; readonly key: KeyObject },
): Issued {
  const { publicKey, privateKey } = newKey();
  const issuerKey = createPublicKey(authority.key);
  const names = [...(wish.hosts ?? []).map(hostName), ...(wish.uris ?? []).map(uriName)];
  const extensions = [
    extension(oids.basicConstraints, sequence(), true),
    extension(oids.keyUsage, keyUsage.endEntity, true),
    extension(
      oids.extendedKeyUsage,
      sequence(objectId(oids.serverAuth), objectId(oids.clientAuth)),
    ),
    extension(oids.subjectKeyIdentifier, octets(keyIdentifier(publicKey))),
    extension(oids.authorityKeyIdentifier, sequence(tagged(0x80, keyIdentifier(issuerKey)))),
    ...(names.length === 0 ? [] : [extension(oids.subjectAltName, sequence(...names))]),
  ];
  const issuer = { name: nameOf(authority.commonName), key: authority.key };
  return issued(wish, nameOf(wish.commonName), publicKey, privateKey, issuer, extensions);
}

const oids = {
  commonName: '2.5.4.3',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
} as const;

const keyUsage = {
  /** keyCertSign and cRLSign. */
  authority: bits(Buffer.from([0b0000_0110]), 1),
  /** digitalSignature. */
  endEntity: bits(Buffer.from([0b1000_0000]), 7),
} as const;

function issued(
  { notBefore, notAfter }: CertificateWish,
  subject: Buffer,
  publicKey: KeyObject,
  privateKey: KeyObject,
  issuer: { readonly name: Buffer; readonly key: KeyObject },
  extensions: readonly Buffer[],
): Issued {
  const algorithm = sequence(objectId(oids.ecdsaWithSha256));
  const version3 = tagged(0xa0, integer(Buffer.from([2])));
  const toBeSigned = sequence(
    version3,
    integer(randomBytes(16)),
    algorithm,
    issuer.name,
    sequence(time(notBefore), time(notAfter)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions)),
  );
  const signature = bits(sign('sha256', toBeSigned, issuer.key));
  return {
    cert: pem('CERTIFICATE', sequence(toBeSigned, algorithm, signature)),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function newKey(): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

/** Ties a certificate to its issuer's where two authorities have one name, as after a renewal. */
function keyIdentifier(publicKey: KeyObject): Buffer {
  return createHash('sha1')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest();
}

function nameOf(commonName: string): Buffer {
  return sequence(set(sequence(objectId(oids.commonName), utf8(commonName))));
}

function extension(oid: string, value: Buffer, isCritical = false): Buffer {
  return sequence(objectId(oid), ...(isCritical ? [yes] : []), octets(value));
}

function uriName(uri: string): Buffer {
  return tagged(0x86, Buffer.from(uri, 'ascii'));
}

function hostName(host: string): Buffer {
  if (isIP(host) === 4) return tagged(0x87, Buffer.from(host.split('.').map(Number)));
  if (host === '::1') return tagged(0x87, Buffer.from([...new Uint8Array(15), 1]));
  return tagged(0x82, Buffer.from(host, 'ascii'));
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
