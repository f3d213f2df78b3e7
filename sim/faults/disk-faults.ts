import { EngineError, WalCorruptError, WalForeignError } from '../../src/storage/index.ts';
import { assert } from '../../src/util/assert.ts';
import { hex } from '../../src/util/bytes.ts';
import { Random } from '../../src/util/random.ts';
import type { Device } from '../world/device.ts';
import type { HostNode } from '../world/node.ts';
import type { FaultContext } from './context.ts';
import type { DiskFault } from './events.ts';
import { loseLog } from './log-loss.ts';
import { down, losePower } from './process-faults.ts';
import { strikeAlarm } from './state-alarm.ts';

/** Devices that fail, are slow, hang, or forget. */
export function strikeDisk(context: FaultContext, fault: DiskFault): boolean {
  if (fault.kind === 'stateAlarm') return strikeAlarm(context, fault);
  const node = context.nodeOf(fault.kind === 'rowRot' ? fault : fault.target);
  if (node === null || !node.alive) return false;
  switch (fault.kind) {
    case 'diskError':
      context.supervisor.expect(node, fault.downMs);
      node.disk.failAt(fault.operation, fault.nth);
      return true;
    case 'engineError':
      context.supervisor.expect(node, fault.downMs);
      node.engine.failNextWrite(new EngineError('io', 'made to fail'), fault.reached);
      return true;
    case 'fullDatabase':
      node.engine.full = true;
      node.tellsSpace = fault.told;
      context.lasts(fault.lastsMs, () => {
        node.engine.full = false;
      });
      return true;
    case 'slowDisk': {
      const ends = devicesOf(node, fault.what).map((device) => device.slow(fault.extraMs));
      context.lasts(fault.lastsMs, () => {
        for (const end of ends) end();
      });
      return true;
    }
    case 'hangDisk':
      hang(context, node, fault);
      return true;
    case 'bitRot':
      return rot(context, node, fault);
    case 'rowRot':
      return rotRow(context, node, fault.salt);
    case 'logLoss':
      return loseLog(context, node, fault);
  }
}

function devicesOf(node: HostNode, what: 'log' | 'database' | 'both'): Device[] {
  return [...(what !== 'database' ? [node.log] : []), ...(what !== 'log' ? [node.database] : [])];
}

function hang(
  context: FaultContext,
  node: HostNode,
  fault: DiskFault & { readonly kind: 'hangDisk' },
): void {
  const releases = devicesOf(node, fault.what).map((device) => device.hang());
  const { clock } = node;
  context.lasts(fault.lastsMs, () => {
    // A hung call ends by SIGKILL, or with the machine; or the device comes back.
    if (node.clock === clock && node.alive && fault.end !== 'release') {
      if (fault.end === 'kill') node.kill();
      else losePower(node, 'some', fault.salt);
      down(context, node, fault.downMs);
    }
    for (const release of releases) release();
  });
}

/**
 * Only what a later segment proves to have been synced: damage in the last frame looks like a write that was torn,
 * which no log can tell without a second copy. A bit that no checksum covers may change nothing at all.
 */
function rot(
  context: FaultContext,
  node: HostNode,
  fault: DiskFault & { readonly kind: 'bitRot' },
): boolean {
  const { disk } = node;
  const sealed = disk.list('wal').filter((name) => name.endsWith('.log'));
  sealed.pop();
  const random = new Random(fault.salt + node.member);
  const name = sealed[random.between(0, Math.max(0, sealed.length - 1))];
  if (name === undefined) return false;
  node.kill();
  const path = `wal/${name}`;
  const bytes = disk.readAll(path).length;
  const at = random.between(0, bytes - 1);
  const bit = 1 << random.between(0, 7);
  const flip = (): void =>
    disk.damage(path, (content) => {
      content[at] = (content[at] ?? 0) ^ bit;
      return content;
    });
  flip();
  try {
    node.start();
    context.note(`n${node.member} starts: bit ${bit} at ${at} of ${path} says nothing`);
    node.kill();
  } catch (error) {
    const refused = error instanceof WalCorruptError || error instanceof WalForeignError;
    assert(refused, () => `a damaged log: ${(error as Error).message}`);
    context.note(`n${node.member} refuses to start: ${(error as Error).message}`);
  }
  flip();
  down(context, node, fault.downMs);
  return true;
}

/** The rows of replicas: what names the generations is read at a start alone, and ends it. */
function rotRow(context: FaultContext, node: HostNode, salt: number): boolean {
  // Closed, to be opened again: there is nothing to rot in.
  if (!node.store.readable) return false;
  const random = new Random(salt);
  const rows = node.engine.keys().filter((key) => key[0] !== 0xff);
  const key = rows[random.between(0, Math.max(0, rows.length - 1))];
  if (key === undefined) return false;
  const length = node.engine.get(key)?.length ?? 0;
  if (length === 0) return false;
  node.engine.corrupt(key, random.between(0, length - 1));
  context.note(`n${node.member} has a flipped bit in the row ${hex(key)}`);
  return true;
}
