import type { ringkv } from '#proto';
import { partitionOf } from '../ring/index.ts';
import { kvService } from '../rpc/index.ts';
import { requestLimits } from '../util/limits.ts';
import type { Core } from './core.ts';
import { invalidRequest } from './errors.ts';
import { type Key, prefixBytes } from './keys.ts';
import { type ReadOptions, type ScanOptions, timeoutOf } from './options.ts';
import { streamedPages } from './page-stream.ts';
import { readPlan } from './read-plan.ts';
import { type ServedRead, servedRead } from './results.ts';
import { seenBy } from './session.ts';
import { unary } from './unary.ts';

const PAGE_SIZE = 100;

interface PageOf<E> {
  readonly entries: readonly E[];
  readonly revisions: ReadonlyMap<number, number>;
}

type Decode<E> = (record: ringkv.v1.IRecord, at: ServedRead) => E | Promise<E>;

/**
 * Pages of the keys with a prefix, in key order over all partitions or against it, fetched when they are asked for. Each
 * page has the deadline of a call. A page token is good at every node, so a page that fails is asked for elsewhere.
 */
export async function* scanPages<E>(
  core: Core,
  prefix: Key,
  options: ScanOptions | undefined,
  keysOnly: boolean,
  decode: Decode<E>,
): AsyncGenerator<PageOf<E>, void, undefined> {
  const shape = { prefix: prefixBytes(prefix), keysOnly, reverse: options?.reverse ?? false };
  const pageSize = Math.min(
    counted(options?.pageSize ?? PAGE_SIZE, 'pageSize'),
    requestLimits.scanPageEntries,
  );
  const limit = options?.limit === undefined ? Infinity : counted(options.limit, 'limit');
  let left = limit;
  let pageToken: Uint8Array = new Uint8Array();
  do {
    const request = { ...shape, limit: Math.min(pageSize, left), pageToken };
    for await (const response of pagesFrom(core, request, options, limit)) {
      const page = await pageOf(core, response, decode);
      left -= page.entries.length;
      pageToken = response.nextPageToken ?? new Uint8Array();
      yield page;
    }
  } while (pageToken.length > 0 && left > 0);
}

/** The page that is asked for, and those that are streamed behind it. */
async function* pagesFrom(
  core: Core,
  request: ringkv.v1.ScanRequest.$Properties,
  options: ScanOptions | undefined,
  limit: number,
): AsyncGenerator<ringkv.v1.IScanResponse, void, undefined> {
  const first = await askPage(core, request, options);
  yield first;
  const pageToken = first.nextPageToken ?? new Uint8Array();
  if (options?.stream !== true || Number.isFinite(limit) || pageToken.length === 0) return;
  const timeoutMs = timeoutOf(options, core.dispatcher.tuning.timeoutMs);
  const header = headerOf(core, options, timeoutMs);
  for await (const page of streamedPages(core, { ...request, header, pageToken }, options)) {
    see(page, options);
    yield page;
  }
}

/** How many keys have the prefix, page by page: each partition's part is of one moment, the whole is not. */
export async function countKeys(
  core: Core,
  prefix: Key,
  options: ReadOptions | undefined,
): Promise<number> {
  const shape = { prefix: prefixBytes(prefix), countOnly: true };
  let count = 0;
  let pageToken: Uint8Array = new Uint8Array();
  do {
    const response = await askPage(core, { ...shape, pageToken }, options);
    count += response.count ?? 0;
    pageToken = response.nextPageToken ?? new Uint8Array();
  } while (pageToken.length > 0);
  return count;
}

async function askPage(
  core: Core,
  page: ringkv.v1.ScanRequest.$Properties,
  options: ReadOptions | undefined,
): Promise<ringkv.v1.IScanResponse> {
  const response = await unary(core.dispatcher, {
    method: kvService.scan,
    readOnly: true,
    options,
    request: (timeoutMs) => ({ header: headerOf(core, options, timeoutMs), ...page }),
  });
  see(response, options);
  return response;
}

function headerOf(
  { dispatcher }: Core,
  options: ReadOptions | undefined,
  timeoutMs: number,
): ringkv.v1.RequestHeader.$Properties {
  const { consistency, maxStalenessMs, replica } = readPlan(options);
  return {
    consistency,
    maxStalenessMs,
    replica,
    sessionToken: seenBy(options?.session)?.bytes ?? null,
    timeoutMs,
    priority: dispatcher.priority,
    topologyEpoch: dispatcher.topology.epoch,
  };
}

function see({ revisions }: ringkv.v1.IScanResponse, options: ReadOptions | undefined): void {
  const session = seenBy(options?.session);
  for (const { partition, revision } of revisions ?? [])
    session?.saw(partition ?? 0, revision ?? 0);
}

async function pageOf<E>(
  { dispatcher, hash }: Core,
  response: ringkv.v1.IScanResponse,
  decode: Decode<E>,
): Promise<PageOf<E>> {
  const { partitions } = dispatcher.topology.view;
  const revisions = new Map<number, number>();
  for (const { partition, revision } of response.revisions ?? []) {
    revisions.set(partition ?? 0, revision ?? 0);
  }
  const at = servedRead(response.header);
  const entries: E[] = [];
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
