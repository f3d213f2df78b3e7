import { fileURLToPath } from 'node:url';

const burn = fileURLToPath(new URL('burn.cjs', import.meta.url));

/**
 * CPU-seconds that nodes have to burn for each one that nodes and client together shall need more. Above 1, because the
 * client burns nothing, and because whoever is slower answers more operations at a time, which makes each of them
 * cheaper. Measured until 40 % came out as about 0.6 x the baseline, of put as of get.
 */
const BURNT_BY_NODES = 1.1;

/**
 * The environment of nodes that make the whole do `percent` % fewer operations per CPU-second: what needs p of the CPU
 * for an operation is to need p / (1 - percent / 100).
 */
export function plantedSlowdown(percent: number): Readonly<Record<string, string>> {
  const share = percent / 100;
  return {
    NODE_OPTIONS: `--require ${JSON.stringify(burn)}`,
    RINGKV_GUARD_BURN: String((share / (1 - share)) * BURNT_BY_NODES),
  };
}
