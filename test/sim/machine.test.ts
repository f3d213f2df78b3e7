import { describe, expect, it } from 'vitest';
import { Device } from '../../sim/world/device.ts';
import { MachineClock } from '../../sim/world/machine-clock.ts';
import { ProcessClock } from '../../sim/world/process-clock.ts';
import { VirtualTime } from '../../sim/world/time.ts';
import { Random } from '../../src/util/random.ts';

function process(ppm = 0) {
  const time = new VirtualTime();
  const machine = new MachineClock(time, ppm);
  return { time, machine, clock: new ProcessClock(time, machine, () => {}) };
}

describe('the time line', () => {
  it('runs what is due in the order of time, and of asking', () => {
    const time = new VirtualTime();
    const seen: number[] = [];
    for (const at of [30, 10, 20, 10]) {
      const mark = seen.length;
      time.after(at, () => seen.push(at + mark));
    }
    time.after(15, () => time.after(0, () => seen.push(15)));
    time.run(25);
    expect(seen).toEqual([10, 10, 15, 20]);
    time.run(25);
    expect(seen).toEqual([10, 10, 15, 20, 30]);
  });
});

describe('a machine clock', () => {
  it('that runs fast ends timers early, and never before it shows their time', () => {
    const { time, machine, clock } = process(100_000);
    const begun = clock.now();
    let firedAt = 0;
    clock.timer(110, () => {
      firedAt = time.now;
    });
    const start = time.now;
    // Halfway it slows down: what was to come after 100 ms of true time takes longer.
    time.run(50);
    const end = machine.drift(-200_000);
    time.run(200);
    expect(firedAt - start).toBeGreaterThan(100);
    expect(clock.now() - begun).toBeCloseTo(50 * 1.1 + 200 * 0.9, 6);
    end();
    time.run(100);
    expect(clock.now() - begun).toBeCloseTo(50 * 1.1 + 200 * 0.9 + 100 * 1.1, 6);
  });

  it('keeps within the bound that it was given', () => {
    const { time, machine, clock } = process();
    machine.maxPpm = 20_000;
    machine.drift(90_000);
    const begun = clock.now();
    time.run(1_000);
    expect(clock.now() - begun).toBeCloseTo(1_020, 6);
  });

  it('may be set without a change of what is monotonic', () => {
    const { machine, clock } = process();
    const [wall, monotonic] = [clock.wallNow(), clock.now()];
    machine.wallOffsetMs -= 3_600_000;
    expect(clock.wallNow()).toBe(wall - 3_600_000);
    expect(clock.now()).toBe(monotonic);
  });
});

describe('a process that is stopped', () => {
  it('does what was due first and what came after it, as Node does', () => {
    const { time, clock } = process();
    const seen: string[] = [];
    clock.pause();
    time.after(5, () => clock.run(() => seen.push('frame')));
    clock.timer(10, () => seen.push('timer'));
    const cancelled = clock.timer(12, () => seen.push('cancelled'));
    time.run(50);
    expect(seen).toEqual([]);
    cancelled.cancel();
    clock.resume();
    expect(seen).toEqual(['timer', 'frame']);
  });

  it('goes on when the last of several stops has ended, and never after its death', () => {
    const { clock } = process();
    const seen: string[] = [];
    clock.pause();
    clock.pause();
    clock.run(() => seen.push('first'));
    clock.resume();
    expect(seen).toEqual([]);
    clock.resume();
    expect(seen).toEqual(['first']);
    clock.pause();
    clock.run(() => seen.push('second'));
    clock.kill();
    clock.resume();
    expect(seen).toEqual(['first']);
  });
});

describe('a device', () => {
  it('completes after its latency, later while it is slow, and not while it hangs', () => {
    const time = new VirtualTime();
    let pending = 0;
    const completedAt: number[] = [];
    const latency = { minMs: 2, maxMs: 2, slowPerMille: 0, slowMs: 0 };
    const device = new Device(time, new Random(1), latency, {
      pending: () => pending,
      complete: () => {
        pending = 0;
        completedAt.push(time.now - 1_000);
      },
    });
    const ask = (): void => {
      pending++;
      device.pump();
    };
    ask();
    time.run(10);
    const faster = device.slow(5);
    ask();
    time.run(10);
    faster();
    const release = device.hang();
    ask();
    time.run(100);
    release();
    time.run(10);
    expect(completedAt).toEqual([2, 17, 122]);
  });
});
