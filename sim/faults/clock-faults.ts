import type { FaultContext } from './context.ts';
import type { ClockFault } from './events.ts';

/** Clocks that are set, and clocks that run fast or slow. */
export function strikeClock(context: FaultContext, fault: ClockFault): boolean {
  const node = context.nodeOf(fault.target);
  if (node === null) return false;
  if (fault.kind === 'wallJump') node.machine.wallOffsetMs += fault.byMs;
  else context.lasts(fault.lastsMs, node.machine.drift(fault.ppm));
  return true;
}
