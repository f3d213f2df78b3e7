import { snapshotLimits } from '../../util/limits.ts';
import type { HostOptions, HostParts } from './host-parts.ts';
import { IncomingSnapshots } from './incoming-snapshots.ts';
import type { Net } from './net.ts';
import { OutgoingSnapshots } from './outgoing-snapshots.ts';

/** All snapshots that a node sends and receives, each way within its limits. */
export class SnapshotTraffic {
  readonly incoming: IncomingSnapshots;
  readonly outgoing: OutgoingSnapshots;
  readonly net: Net;

  constructor({ epoch, snapshots }: HostOptions, { clock, metrics, net }: HostParts) {
    const limits = { ...snapshotLimits, ...snapshots };
    this.net = net;
    this.incoming = new IncomingSnapshots({ clock, metrics, limits });
    this.outgoing = new OutgoingSnapshots({ clock, metrics, limits, epoch });
  }

  /** Before the groups stop, which give up what they pull. */
  stop(): void {
    this.incoming.stop();
    this.outgoing.stop();
  }
}
