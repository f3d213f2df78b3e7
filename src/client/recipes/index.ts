export { Inventory } from './inventory.ts';
export { conserves } from './inventory-audit.ts';
export {
  type AdjustResult,
  type AuditReport,
  type Basket,
  type ConfirmResult,
  type InventoryOptions,
  type Line,
  OrderInterruptedError,
  type OrderView,
  type ReleaseResult,
  type ReserveResult,
  type Stock,
  type StockReadOptions,
  type StockView,
  type SweepOptions,
  type SweepReport,
  type Undone,
} from './inventory-types.ts';
export { SessionStore } from './session-store.ts';
export type {
  CreatedSession,
  CreateOptions,
  RegenerateResult,
  Session,
  SessionReadOptions,
  SessionStoreOptions,
  SessionTouchResult,
  SetOptions,
  SetResult,
} from './session-types.ts';
