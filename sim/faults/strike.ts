import { unreachable } from '../../src/util/assert.ts';
import { strikeAdmin } from './admin-faults.ts';
import { strikeClock } from './clock-faults.ts';
import type { FaultContext } from './context.ts';
import { strikeDisk } from './disk-faults.ts';
import type { FaultEvent } from './events.ts';
import { strikeNetwork } from './network-faults.ts';
import { strikeProcess } from './process-faults.ts';

/** Lets a fault happen. False when there was nothing that it could happen to. */
export function strike(context: FaultContext, fault: FaultEvent): boolean {
  switch (fault.kind) {
    case 'isolate':
    case 'split':
    case 'cutLinks':
    case 'noise':
    case 'dropType':
    case 'breakStreams':
    case 'cutPulls':
      return strikeNetwork(context, fault);
    case 'kill':
    case 'powerLoss':
    case 'crashAt':
    case 'pause':
      return strikeProcess(context, fault);
    case 'diskError':
    case 'engineError':
    case 'fullDatabase':
    case 'slowDisk':
    case 'hangDisk':
    case 'bitRot':
    case 'rowRot':
    case 'stateAlarm':
    case 'logLoss':
      return strikeDisk(context, fault);
    case 'wallJump':
    case 'drift':
      return strikeClock(context, fault);
    case 'moveLeader':
    case 'grantReplica':
    case 'changeMembers':
      return strikeAdmin(context, fault);
    default:
      return unreachable(fault, 'fault');
  }
}
