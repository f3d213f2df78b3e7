/** What a loop of frames did in its time. */
export interface Burst {
  readonly seconds: number;
  readonly frames: number;
  /** Those of rotations included. */
  readonly syncs: number;
  readonly rotations: number;
  /** Of the whole process, the threads that write and sync included. */
  readonly cpuSeconds: number;
}

export interface FrameWriter {
  /** Calls back when the frame is durable. No promise: one a frame would be part of what is measured. */
  write(done: () => void): void;
  /** Since the log was opened. */
  totals(): { readonly syncs: number; readonly rotations: number };
}

export interface Loop {
  readonly seconds: number;
  /** 1: a frame begins when the one before is durable. 2: and meanwhile the next one is collected. */
  readonly depth: 1 | 2;
}

/** Ends when all that was begun is durable, so that nothing of it falls on who comes next. */
export function closedLoop({ seconds, depth }: Loop, writer: FrameWriter): Promise<Burst> {
  const before = writer.totals();
  const cpuBefore = process.cpuUsage();
  const begun = performance.now();
  const end = begun + seconds * 1_000;
  let frames = 0;
  let unwritten = 0;
  return new Promise((resolve) => {
    const finish = (): void => {
      const after = writer.totals();
      const { user, system } = process.cpuUsage(cpuBefore);
      resolve({
        seconds: (performance.now() - begun) / 1_000,
        frames,
        syncs: after.syncs - before.syncs,
        rotations: after.rotations - before.rotations,
        cpuSeconds: (user + system) / 1e6,
      });
    };
    const begin = (): void => {
      unwritten++;
      writer.write(durable);
    };
    const durable = (): void => {
      frames++;
      unwritten--;
      if (performance.now() < end) {
        if (depth === 1) begin();
        // A turn later, as the host: the frame that was collected has begun by then.
        else setImmediate(begin);
      } else if (unwritten === 0) finish();
    };
    for (let i = 0; i < depth; i++) begin();
  });
}
