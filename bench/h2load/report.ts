import { BenchError } from '../errors.ts';
import { Latencies } from '../latencies.ts';

/** What h2load prints at its end. */
export interface Summary {
  readonly seconds: number;
  readonly done: number;
  /** Not answered with 2xx, or not answered at all. */
  readonly failed: number;
  /** Bytes of all response bodies. */
  readonly dataBytes: number;
}

/** Throws when the text is no summary: h2load ends with 0 even when it could not connect. */
export function parseSummary(text: string): Summary {
  const finished = /^finished in ([0-9.]+)(us|ms|s)?,/m.exec(text);
  const requests =
    /^requests: .*?([0-9]+) done, ([0-9]+) succeeded, ([0-9]+) failed, ([0-9]+) errored/m.exec(
      text,
    );
  const data = /^traffic: .*\(([0-9]+)\) data$/m.exec(text);
  if (finished === null || requests === null || data === null) {
    const lines = text.trimEnd().split('\n');
    throw new BenchError(`h2load printed no summary: ${lines.at(-1) ?? 'nothing'}`);
  }
  const unit = { us: 1e-6, ms: 1e-3, s: 1 }[finished[2] ?? 's'] ?? 1;
  return {
    seconds: Number(finished[1]) * unit,
    done: Number(requests[1]),
    failed: Math.max(Number(requests[3]), Number(requests[4])),
    dataBytes: Number(data[1]),
  };
}

/** One request each: answered with HTTP 200, or not. */
export interface RequestLog {
  readonly answered: number;
  readonly failed: number;
  /** Of the answered ones. */
  readonly latencies: Latencies;
}

/**
 * The file of `--log-file`: start in microseconds since 1970, HTTP status or -1, microseconds until the end of the
 * response, separated by tabs. Later versions may add columns. A line cut off at the end is left out.
 */
export function parseLog(text: string): RequestLog {
  const latencies = new Latencies();
  let failed = 0;
  let from = 0;
  for (;;) {
    const end = text.indexOf('\n', from);
    if (end === -1) break;
    const line = text.slice(from, end);
    const [, status = '', took = ''] = line.split('\t');
    from = end + 1;
    if (!/^-?[0-9]+$/.test(status) || !/^[0-9]+$/.test(took)) {
      throw new BenchError(`not a line of h2load's log: ${line.slice(0, 100)}`);
    }
    if (status === '200') latencies.record(Number(took));
    else failed++;
  }
  return { answered: latencies.count, failed, latencies };
}
