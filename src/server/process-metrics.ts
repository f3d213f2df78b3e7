import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';
import { Gauge, type Registry } from 'prom-client';

const nanosecondsPerSecond = 1e9;
/** Between two looks at the delay of the event loop: each wakes the process, idle or not. */
const LOOP_DELAY_MS = 100;

/** What the operating system and the runtime say of this process, until the returned function is called. */
export function observeProcess(
  registry: Registry,
  collected: (pauseMs: number) => void,
): () => void {
  const delay = monitorEventLoopDelay({ resolution: LOOP_DELAY_MS });
  delay.enable();
  const gc = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) collected(duration);
  });
  gc.observe({ entryTypes: ['gc'] });
  sampled(registry, 'ringkv_event_loop_delay_p99_seconds', 'Since the last scrape', () => {
    const seconds = delay.percentile(99) / nanosecondsPerSecond;
    delay.reset();
    return seconds;
  });
  sampled(registry, 'ringkv_process_resident_memory_bytes', 'RSS', () => process.memoryUsage.rss());
  sampled(registry, 'ringkv_process_external_memory_bytes', 'Memory of Buffers', () => {
    return process.memoryUsage().external;
  });
  sampled(registry, 'ringkv_process_cpu_seconds', 'User and system time', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  return () => {
    delay.disable();
    gc.disconnect();
  };
}

/** A gauge that is read when it is asked for. */
export function sampled(
  registry: Registry,
  name: string,
  help: string,
  sample: () => number,
): void {
  const registers = [registry];
  new Gauge({
    name,
    help,
    registers,
    collect() {
      this.set(sample());
    },
  });
}
