import type { RegisterAnswer } from './guarded-registers.ts';

/** What runs inside a client process. */
export interface ClientWorkload {
  connect(): Promise<void>;
  /** Operates until it is told to stop or its work is done; resolves with figures that are summed over all clients. */
  run(): Promise<Readonly<Record<string, number>>>;
  stop(): void;
  /** A slot of keys moves on. */
  rotate(slot: number, epoch: number): void;
  /** The runner answers a request to the registers that locks guard. */
  answered?(id: number, answer: RegisterAnswer): void;
}
