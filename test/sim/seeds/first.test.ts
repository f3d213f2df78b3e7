import { describe } from 'vitest';
import { holdsForSeeds } from './seeds.ts';

describe('seeds 1 to 25', () => {
  holdsForSeeds(1, 25);
});
