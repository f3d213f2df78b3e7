/** Writes docs/limits.md from the files that hold the numbers. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { limitsPage } from './page.ts';

writeFileSync(fileURLToPath(new URL('../../docs/limits.md', import.meta.url)), limitsPage());
