import { describe } from 'vitest';
import { holdsForSeeds } from './seeds.ts';

describe('seeds 76 to 100', () => {
  holdsForSeeds(76, 25);
});
