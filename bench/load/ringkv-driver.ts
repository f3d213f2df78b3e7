import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Client from 'ringkv';
import type { Driver } from './driver.ts';

/** The typed client with its defaults: exactly-once identities, 2 s deadline, retries within its budget. */
export async function ringkvDriver(
  endpoints: readonly string[],
  clientRoot?: string,
): Promise<Driver> {
  const { bytes, RingKv } = await clientOf(clientRoot);
  const client = await RingKv.connect({ endpoints });
  const kv = client.keyspace(bytes);
  return {
    put: async (key, value, timeoutMs) => {
      const { ok } = await kv.put(key, value, timeoutMs === undefined ? undefined : { timeoutMs });
      if (!ok) throw new Error(`the put of ${key} was refused`);
    },
    get: async (key, consistency) => {
      const entry = await kv.get(key, { consistency });
      if (entry === null) throw new Error(`${key} is not there`);
    },
    increment: async (key) => {
      const { ok } = await client.increment(key, 1);
      if (!ok) throw new Error(`the increment of ${key} was refused`);
    },
    close: () => client.close(),
  };
}

/** Of these sources, or of the build in a folder. */
async function clientOf(root: string | undefined): Promise<typeof Client> {
  if (root === undefined) return import('ringkv');
  const { href } = pathToFileURL(join(root, 'dist', 'client', 'index.js'));
  return (await import(href)) as typeof Client;
}
