import { Etcd3 } from 'etcd3';
import { benchLimits } from '../limits.ts';
import type { Driver } from './driver.ts';

/**
 * npm etcd3 with its defaults: one channel per host, a host drawn anew for every call, up to three retries of
 * recoverable errors, and no deadline.
 */
export function etcdDriver(endpoints: readonly string[]): Driver {
  const client = new Etcd3({ hosts: endpoints.map((endpoint) => `http://${endpoint}`) });
  return {
    put: async (key, value) => {
      await client.put(key).value(value).exec();
    },
    get: async (key, level) => {
      const { kvs } = await client
        .get(key)
        .serializable(level === 'eventual')
        .exec();
      if (kvs.length === 0) throw new Error(`${key} is not there`);
    },
    increment: (key) => increment(client, key),
    close: async () => client.close(),
  };
}

/** etcd has no increment: read, then write if nobody has written since, until that succeeds. */
async function increment(client: Etcd3, key: string): Promise<void> {
  for (let tries = 0; tries < benchLimits.incrementTries; tries++) {
    const { kvs } = await client.get(key).exec();
    const [current] = kvs;
    const next = Number(current?.value.toString() ?? 0) + 1;
    const { succeeded } = await client
      .if(key, 'Mod', '==', Number(current?.mod_revision ?? 0))
      .then(client.put(key).value(next))
      .commit();
    if (succeeded) return;
  }
  throw new Error(`${key} changed under each of ${benchLimits.incrementTries} tries`);
}
