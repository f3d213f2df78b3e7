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
  return tallies(registry, name, help, 'direction', { sent: 0, received: 0 });
}

/** By a label whose values are the names of the fields. */
export function tallies<T extends { [value in keyof T]: number }>(
  registry: Registry,
  name: string,
  help: string,
  label: string,
  counted: T,
): T {
  new Counter({
    name,
    help,
    registers: [registry],
    labelNames: [label],
    collect() {
      this.reset();
      for (const [value, count] of Object.entries<number>(counted))
        this.inc({ [label]: value }, count);
    },
  });
  return counted;
}
