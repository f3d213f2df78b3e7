import type { Store } from '../plan.ts';

/** Calls of one method that a server has answered since its start, as it counts them itself. */
export interface Answered {
  readonly ok: number;
  /** With any code but OK and those of calls that the client gave up: h2load drops what is in flight at its end. */
  readonly failed: number;
}

interface Series {
  readonly metric: string;
  readonly methodLabel: string;
  readonly codeLabel: string;
  /** Codes of calls that the client gave up. */
  readonly cut: readonly string[];
}

const series: Readonly<Record<Store, Series>> = {
  ringkv: {
    metric: 'ringkv_request_duration_seconds_count',
    methodLabel: 'method',
    codeLabel: 'code',
    cut: ['CANCELLED'],
  },
  etcd: {
    metric: 'grpc_server_handled_total',
    methodLabel: 'grpc_method',
    codeLabel: 'grpc_code',
    // etcd hands out a bare "context canceled", which its counter takes for Unknown: 37 of 64 in flight in one run.
    cut: ['Canceled', 'Unknown'],
  },
};

/** Reads the text of `/metrics`. A method that was never called has no series yet: that is 0. */
export function answeredOf(store: Store, method: string, metrics: string): Answered {
  const { metric, methodLabel, codeLabel, cut } = series[store];
  let ok = 0;
  let failed = 0;
  for (const { labels, value } of samplesOf(metric, metrics)) {
    if (labels[methodLabel] !== method) continue;
    const code = labels[codeLabel] ?? '';
    if (code === 'OK') ok += value;
    else if (!cut.includes(code)) failed += value;
  }
  return { ok, failed };
}

/** The samples of one metric in the text format of Prometheus; label values without escapes, as both servers write. */
export function samplesOf(
  metric: string,
  text: string,
): readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith(`${metric}{`) || line.startsWith(`${metric} `))
    .map((line) => ({
      labels: Object.fromEntries(
        [...line.matchAll(/([a-z_]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
          name,
          value,
        ]),
      ),
      value: Number(line.slice(line.lastIndexOf(' ') + 1)),
    }));
}

/**
 * How many of the requests that h2load saw answered with HTTP 200 were gRPC errors: that status is 200 for every
 * gRPC answer. The larger of two counts: what the server says failed, and what it does not say succeeded, which also
 * catches calls that it refused before it counted them. Calls that h2load dropped at its end are counted too, so at
 * most as many errors as were in flight can go unseen.
 */
export function grpcErrors(answered: number, before: Answered, after: Answered): number {
  const ok = after.ok - before.ok;
  const failed = after.failed - before.failed;
  return Math.min(answered, Math.max(failed, answered - ok));
}

/** Of a run, in operations: those of one call succeed or fail together. */
export interface Operations {
  readonly ops: number;
  readonly errors: number;
}

/** From the calls that h2load saw answered, how many of those the server refused, and how many were never answered. */
export function operationsIn(
  callOps: number,
  answered: number,
  refused: number,
  failed: number,
): Operations {
  return { ops: (answered - refused) * callOps, errors: (refused + failed) * callOps };
}
