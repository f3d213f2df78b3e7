import type { ClientSetup, FromClient } from '../clients/protocol.ts';
import type { Recorder } from '../clients/recorder.ts';
import type { ClientWorkload } from './client-workload.ts';
import { CounterClient } from './counter.ts';
import { ExactlyOnceClient } from './exactly-once.ts';
import { LockClient } from './lock.ts';
import { ReadLevelsClient } from './read-levels.ts';
import { RegisterClient } from './register.ts';
import { SetClient } from './set.ts';
import { TxnAppendClient } from './txn-append.ts';
import { WatchClient } from './watch.ts';

/** The workload that a client process was asked to run. */
export function clientOf(
  setup: ClientSetup,
  recorder: Recorder,
  tell: (message: FromClient) => void,
): ClientWorkload {
  const Client = clients[setup.workload];
  if (Client === undefined) throw new RangeError(`no workload ${setup.workload}`);
  return new Client(setup, recorder, tell);
}

type ClientClass = new (
  setup: ClientSetup,
  recorder: Recorder,
  tell: (message: FromClient) => void,
) => ClientWorkload;

const clients: Readonly<Partial<Record<string, ClientClass>>> = {
  register: RegisterClient,
  'exactly-once': ExactlyOnceClient,
  session: ReadLevelsClient,
  bounded: ReadLevelsClient,
  eventual: ReadLevelsClient,
  lock: LockClient,
  set: SetClient,
  'txn-append': TxnAppendClient,
  lease: RegisterClient,
  counter: CounterClient,
  watch: WatchClient,
};
