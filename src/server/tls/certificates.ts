import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import {
  checkDates,
  checkIssuer,
  materialOf,
  nodeNames,
  nodeUri,
  type Pem,
  readPem,
  TlsFileFault,
  type TlsMaterial,
  type TlsPems,
} from '../../tls/index.ts';
import type { Clock, Timer } from '../../util/clock.ts';
import { serverLimits } from '../../util/limits.ts';
import type { Logger } from '../../util/logger.ts';
import type { NodeConfig, TlsConfig } from '../node-config.ts';
import { StartError } from '../start-error.ts';
import type { TlsMetrics } from './tls-metrics.ts';

/** What the files must say of this node. */
interface Wanted {
  readonly name: string;
  /** The host of `--advertise`. */
  readonly host: string;
}

interface Loaded {
  readonly pems: TlsPems;
  readonly material: TlsMaterial;
}

/**
 * The certificate, key and authorities that this node uses now. Files that were replaced are taken over within
 * `reloadMs`, by renaming over them or by a changed symbolic link; files that do not fit are refused as a whole, and what was in
 * use stays.
 *
 *   poll ── same text ──▶ wait
 *    │└──── new, fits ──▶ in use from the next handshake on; open connections stay
 *    └───── new, does not ──▶ warn once, `ringkv_tls_files_refused` 1 until the files fit again
 */
export class Certificates {
  readonly config: TlsConfig;
  readonly #wanted: Wanted;
  readonly #listeners = new Set<(pems: TlsPems) => void>();
  #loaded: Loaded;
  #generation = 1;
  #refusedText: string | null = null;
  /** Days left, as they were warned of last. */
  #warnedAt: number | null = null;
  #timer: Timer | null = null;
  #stopped = false;

  /** Throws a {@link StartError} of one line that names the file and what is wrong with it. */
  constructor(config: NodeConfig, tls: TlsConfig, wallNow: number) {
    this.config = tls;
    this.#wanted = { name: config.name, host: hostOf(config.advertise) };
    const { caFile, certFile, keyFile } = tls;
    try {
      const ca = caFile === null ? null : readPem(caFile);
      const pems = { ca, cert: readPem(certFile), key: readPem(keyFile) };
      this.#loaded = this.#fitting(pems, wallNow);
    } catch (error) {
      throw error instanceof TlsFileFault ? new StartError(error.message, error) : error;
    }
  }

  get pems(): TlsPems {
    return this.#loaded.pems;
  }

  get material(): TlsMaterial {
    return this.#loaded.material;
  }

  /** Rises with each reload. */
  get generation(): number {
    return this.#generation;
  }

  /** `listener` hears of each reload. */
  listen(listener: (pems: TlsPems) => void): void {
    this.#listeners.add(listener);
  }

  start(clock: Clock, logger: Logger, metrics: TlsMetrics): void {
    metrics.loaded(this.material);
    this.#warnNearEnd(clock.wallNow(), logger);
    this.#timer = clock.timer(this.config.reloadMs, () => {
      this.#poll(clock.wallNow(), logger, metrics).then(
        () => {
          if (!this.#stopped) this.start(clock, logger, metrics);
        },
        // Only a bug gets here: it must not end the watch silently.
        (error: unknown) =>
          logger.error({ why: String(error) }, 'TLS files are not watched any more'),
      );
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
  }

  /** One look at the files. */
  async #poll(wallNow: number, logger: Logger, metrics: TlsMetrics): Promise<void> {
    let text = '';
    try {
      const pems = await readAgain(this.config);
      text = textOf(pems);
      if (text !== textOf(this.pems)) {
        const loaded = this.#fitting(pems, wallNow);
        this.#use(loaded);
        metrics.reloaded();
        const until = loaded.material.leaf?.validTo;
        logger.info({ until }, 'TLS certificate reloaded');
      }
      this.#refusedText = null;
      metrics.filesRefused(false);
    } catch (error) {
      if (!(error instanceof TlsFileFault)) throw error;
      metrics.filesRefused(true);
      // The same files say the same; a file that cannot be read is told by its message.
      const said = text || error.message;
      if (said === this.#refusedText) return;
      this.#refusedText = said;
      metrics.reloadRefused();
      logger.warn({ why: error.message }, 'new TLS files refused; those before stay in use');
    }
  }

  #use(loaded: Loaded): void {
    this.#loaded = loaded;
    this.#generation++;
    this.#warnedAt = null;
    for (const listener of this.#listeners) listener(loaded.pems);
  }

  /** Throws a {@link TlsFileFault}. */
  #fitting(pems: TlsPems, wallNow: number): Loaded {
    const material = materialOf(pems);
    checkIssuer(pems, material);
    checkDates(pems, material, wallNow);
    this.#checkNames(pems, material);
    return { pems, material };
  }

  #checkNames({ ca, cert }: TlsPems, { leaf }: TlsMaterial): void {
    const { name, host } = this.#wanted;
    const names = leaf?.subjectAltName ?? 'none';
    const reached = isIP(host) === 0 ? leaf?.checkHost(host) : leaf?.checkIP(host);
    if (reached === undefined) {
      throw new TlsFileFault(
        `the certificate in ${cert?.name} is not valid for ${host}, where this node is reached (--advertise); ` +
          `its names are: ${names}`,
      );
    }
    // Without authorities it takes no certificate of any peer, and shows its own to clients alone.
    if (ca === null || nodeNames(leaf?.subjectAltName).includes(name)) return;
    throw new TlsFileFault(
      `the certificate in ${cert?.name} does not name node ${name} (URI:${nodeUri(name)}); its names are: ${names}`,
    );
  }

  /** Once a day. */
  #warnNearEnd(wallNow: number, logger: Logger): void {
    const { leaf } = this.material;
    const left = Date.parse(leaf?.validTo ?? '') - wallNow;
    const days = Math.floor(left / 86_400_000);
    if (left > serverLimits.tlsExpiryWarnMs || days === this.#warnedAt) return;
    this.#warnedAt = days;
    const what = left > 0 ? 'ends soon' : 'has expired: nobody takes it any more';
    logger.warn({ until: leaf?.validTo, days }, `the TLS certificate ${what}`);
  }
}

async function readAgain({ caFile, certFile, keyFile }: TlsConfig): Promise<TlsPems> {
  const [ca, cert, key] = await Promise.all([
    caFile === null ? null : readLater(caFile),
    readLater(certFile),
    readLater(keyFile),
  ]);
  return { ca, cert, key };
}

async function readLater(path: string): Promise<Pem> {
  try {
    return { name: path, text: await readFile(path, 'utf8') };
  } catch (error) {
    throw new TlsFileFault(`${path} cannot be read: ${(error as Error).message}`);
  }
}

function textOf({ ca, cert, key }: TlsPems): string {
  return [ca, cert, key].map((pem) => pem?.text ?? '').join('\0');
}

/** Of `host:port`, without the brackets of an IPv6 address. */
function hostOf(address: string): string {
  return address.slice(0, address.lastIndexOf(':')).replace(/^\[|\]$/g, '');
}
