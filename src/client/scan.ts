import type { ringkv } from '#proto';
import { partitionOf } from '../ring/index.ts';
import { kvService } from '../rpc/index.ts';
import { requestLimits } from '../util/limits.ts';
import type { Core } from './core.ts';
import { invalidRequest } from './errors.ts';
import { type Key, prefixBytes } from './keys.ts';
import type { ScanOptions } from './options.ts';
import { readPlan } from './read-plan.ts';
import { type Entry, type Page, type ServedRead, servedRead } from './results.ts';
import { seenBy } from './session.ts';
import { unary } from './unary.ts';

const PAGE_SIZE = 100;

/**
 * Pages of the keys with a prefix, in key order over all partitions, fetched when they are asked for. Each page has
 * the deadline of a call. A page token is good at every node, so a page that fails is asked for elsewhere.
 */
export async function* scanPages<T>(
  core: Core,
  prefix: Key,
  options: ScanOptions | undefined,
  decode: (record: ringkv.v1.IRecord, at: ServedRead) => Entry<T> | Promise<Entry<T>>,
): AsyncGenerator<Page<T>, void, undefined> {
  const { dispatcher } = core;
  const start = prefixBytes(prefix);
  const { consistency, maxStalenessMs, replica } = readPlan(options);
  const session = seenBy(options?.session);
  const pageSize = Math.min(
    counted(options?.pageSize ?? PAGE_SIZE, 'pageSize'),
    requestLimits.scanPageEntries,
  );
  let left = options?.limit === undefined ? Infinity : counted(options.limit, 'limit');
  let pageToken: Uint8Array = new Uint8Array();
  do {
    const limit = Math.min(pageSize, left);
    const response = await unary(dispatcher, {
      method: kvService.scan,
      readOnly: true,
      options,
      request: (timeoutMs) => ({
        header: {
          consistency,
          maxStalenessMs,
          replica,
          sessionToken: session?.bytes ?? null,
          timeoutMs,
          topologyEpoch: dispatcher.topology.epoch,
        },
        prefix: start,
        limit,
        pageToken,
      }),
    });
    for (const { partition, revision } of response.revisions ?? []) {
      session?.saw(partition ?? 0, revision ?? 0);
    }
    const page = await pageOf(core, response, decode);
    left -= page.entries.length;
    pageToken = response.nextPageToken ?? new Uint8Array();
    yield page;
  } while (pageToken.length > 0 && left > 0);
}

async function pageOf<T>(
  { dispatcher, hash }: Core,
  response: ringkv.v1.IScanResponse,
  decode: (record: ringkv.v1.IRecord, at: ServedRead) => Entry<T> | Promise<Entry<T>>,
): Promise<Page<T>> {
  const { partitions } = dispatcher.topology.view;
  const revisions = new Map<number, number>();
  for (const { partition, revision } of response.revisions ?? []) {
    revisions.set(partition ?? 0, revision ?? 0);
  }
  const at = servedRead(response.header);
  const entries: Entry<T>[] = [];
  for (const record of response.records ?? []) {
    const partition = partitionOf(record.key ?? new Uint8Array(), partitions, hash);
    const revision = revisions.get(partition) ?? at.revision;
    const decoded = decode(record, { ...at, partition, revision });
    entries.push(decoded instanceof Promise ? await decoded : decoded);
  }
  return { entries, revisions };
}

function counted(value: number, name: string): number {
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw invalidRequest(`${name} must be a positive whole number, not ${value}`);
}
