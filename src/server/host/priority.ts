import { serverLimits } from '../../util/limits.ts';

/** Of a bound, what PRIORITY_LOW may fill. */
export const lowShare: number = serverLimits.lowPriorityPercent / 100;
