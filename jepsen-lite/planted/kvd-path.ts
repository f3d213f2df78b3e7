import { fileURLToPath } from 'node:url';

/** kvd that takes `--planted NAME`. */
export const plantedKvd: string = fileURLToPath(new URL('kvd.cjs', import.meta.url));
