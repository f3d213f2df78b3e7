import type { ClientSetup, FromClient } from '../clients/protocol.ts';
import type { Recorder } from '../clients/recorder.ts';
import type { ClientWorkload } from './client-workload.ts';
import { ExactlyOnceClient } from './exactly-once.ts';
import { RegisterClient } from './register.ts';

/** The workload that a client process was asked to run. */
export function clientOf(
  setup: ClientSetup,
  recorder: Recorder,
  tell: (message: FromClient) => void,
): ClientWorkload {
  switch (setup.workload) {
    case 'register':
      return new RegisterClient(setup, recorder, tell);
    case 'exactly-once':
      return new ExactlyOnceClient(setup, recorder, tell);
    default:
      throw new RangeError(`no workload ${setup.workload}`);
  }
}
