import { Counter, type Registry } from 'prom-client';

/*
 * Counters of the hot path: fields to add to, which prom-client reads when it is asked. Its own hash their labels each time
 * that they are named.
 */

export interface Tally {
  count: number;
}

export interface Directions {
  sent: number;
  received: number;
}

export function tally(registry: Registry, name: string, help: string): Tally {
  const counted: Tally = { count: 0 };
  new Counter({
    name,
    help,
    registers: [registry],
    collect() {
      this.reset();
      this.inc(counted.count);
    },
  });
  return counted;
}

/** By the label `direction`. */
export function directions(registry: Registry, name: string, help: string): Directions {
  const counted: Directions = { sent: 0, received: 0 };
  new Counter({
    name,
    help,
    registers: [registry],
    labelNames: ['direction'],
    collect() {
      this.reset();
      this.inc({ direction: 'sent' }, counted.sent);
      this.inc({ direction: 'received' }, counted.received);
    },
  });
  return counted;
}
