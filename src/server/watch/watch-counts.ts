import { Counter, Gauge, type Registry } from 'prom-client';
import type { WatchMetrics } from '../host/host-metrics.ts';

/** The watches of a node for Prometheus. */
export class WatchCounts implements WatchMetrics {
  readonly #open: Gauge;
  readonly #told: Counter;
  readonly #behind: Counter;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#open = new Gauge({
      name: 'ringkv_watchers_total',
      help: 'Watches that go on, times the partitions that each covers',
      registers,
    });
    this.#told = new Counter({
      name: 'ringkv_watch_events_total',
      help: 'Events handed to streams of watches, once for each stream',
      registers,
    });
    this.#behind = new Counter({
      name: 'ringkv_watch_slow_total',
      help: 'Times that a stream did not take its events, so that its watches had to read them later',
      registers,
    });
  }

  open(count: number): void {
    this.#open.set(count);
  }

  told(events: number): void {
    this.#told.inc(events);
  }

  fellBehind(): void {
    this.#behind.inc();
  }
}
