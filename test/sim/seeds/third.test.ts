import { describe } from 'vitest';
import { holdsForSeeds } from './seeds.ts';

describe('seeds 51 to 75', () => {
  holdsForSeeds(51, 25);
});
