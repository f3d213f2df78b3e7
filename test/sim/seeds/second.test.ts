import { describe } from 'vitest';
import { holdsForSeeds } from './seeds.ts';

describe('seeds 26 to 50', () => {
  holdsForSeeds(26, 25);
});
