export { drawClients } from './draw.ts';
export { ClientFleet, createFleet } from './fleet.ts';
export type { History } from './history.ts';
export type { ClientPlan } from './plan.ts';
