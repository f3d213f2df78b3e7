/**
 * A shop on ringkv: stock, baskets and sessions on a real cluster of three processes, whose nodes die and whose
 * network breaks meanwhile. At the end every unit of stock and every session is accounted for.
 *
 *   npm run platform -- [--skus 100000] [--seconds 60] [--workers 64] [--sessions 5000] [--seed N]
 */

import { platformOptions, UsageError, usage } from './options.ts';
import { runPlatform } from './platform.ts';

async function main(args: readonly string[]): Promise<number> {
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort());
  process.once('SIGTERM', () => interrupt.abort());
  try {
    const options = platformOptions(args);
    if (options === null) {
      console.log(usage);
      return 0;
    }
    return await runPlatform(options, interrupt.signal);
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\n\n${usage}`);
      return 2;
    }
    if (interrupt.signal.aborted) return 130;
    console.error(error);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
