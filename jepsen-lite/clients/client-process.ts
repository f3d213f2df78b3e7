import { RunClock } from '../clock.ts';
import type { ClientWorkload } from '../workloads/client-workload.ts';
import { clientOf } from '../workloads/clients.ts';
import type { ClientSetup, FromClient, ToClient } from './protocol.ts';
import { Recorder } from './recorder.ts';

/** The main file of a client process; see protocol.ts for what it says to the runner. */

let workload: ClientWorkload | null = null;
let recorder: Recorder | null = null;

function tell(message: FromClient): void {
  process.send?.(message);
}

/** Resolves when the runner has it: what is still in the pipe of a process that exits is lost. */
async function tellSurely(message: FromClient): Promise<void> {
  await new Promise<void>((resolve) => {
    process.send?.(message, () => resolve());
  });
}

async function setUp(setup: ClientSetup): Promise<void> {
  recorder = new Recorder(setup.index, new RunClock(BigInt(setup.origin)), (events) =>
    tell({ kind: 'events', events }),
  );
  workload = clientOf(setup, recorder, tell);
  await workload.connect();
  tell({ kind: 'ready' });
}

async function operate(): Promise<void> {
  const figures = (await workload?.run()) ?? {};
  recorder?.close();
  await tellSurely({ kind: 'done', figures });
  process.exit(0);
}

async function fail(error: unknown): Promise<void> {
  recorder?.close();
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  await tellSurely({ kind: 'failed', message });
  process.exit(1);
}

function receive(message: ToClient): void {
  switch (message.kind) {
    case 'setup':
      setUp(message.setup).catch(fail);
      break;
    case 'go':
      operate().catch(fail);
      break;
    case 'rotate':
      workload?.rotate(message.slot, message.epoch);
      break;
    case 'register':
      workload?.answered?.(message.id, message.answer);
      break;
    case 'stop':
      workload?.stop();
      break;
  }
}

process.on('message', receive);
process.on('uncaughtException', (error) => void fail(error));
// A runner that is gone wants nothing any more; Ctrl-C reaches all processes of the terminal, and the runner decides.
process.on('disconnect', () => process.exit(1));
process.on('SIGINT', () => {});
