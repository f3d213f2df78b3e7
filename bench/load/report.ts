import type { Report } from './protocol.ts';

/** Tells the benchmark. Resolves when the message is on its way, so that the process may end. */
export function report(message: Report): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, undefined, {}, (error) => (error === null ? resolve() : reject(error)));
  });
}
