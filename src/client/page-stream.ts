import type { ringkv } from '#proto';
import { kvService } from '../rpc/index.ts';
import type { Core } from './core.ts';
import { type CallOptions, timeoutOf } from './options.ts';
import { WheelTimer } from './timer-wheel.ts';
import { anyNode } from './unary.ts';

/**
 * Pages as one node sends them, for as long as it does. That they end says nothing: whoever wants more asks for the next
 * page by itself, which is tried again elsewhere and tells what is wrong.
 */
export async function* streamedPages(
  { dispatcher }: Core,
  request: ringkv.v1.ScanRequest.$Properties,
  options: CallOptions | undefined,
): AsyncGenerator<ringkv.v1.IScanResponse, void, undefined> {
  const { wheel, now, tuning, links } = dispatcher;
  const address = anyNode(dispatcher, null);
  if (address === null) return;
  const timeoutMs = timeoutOf(options, tuning.timeoutMs);
  const signal = options?.signal;
  const stream = links.at(address).serverStream(kvService.scanStream, request);
  const cancel = (): void => stream.cancel();
  // After the iterator has let go of it, a cancelled stream still has an error to tell.
  stream.on('error', () => {});
  signal?.addEventListener('abort', cancel, { once: true });
  const timer = new WheelTimer<null>(null, cancel);
  const pages = stream[Symbol.asyncIterator]() as AsyncIterator<ringkv.v1.IScanResponse>;
  try {
    for (;;) {
      wheel.arm(timer, now() + timeoutMs);
      const page = await pages.next().catch(() => null);
      wheel.disarm(timer);
      if (page === null || page.done) return;
      yield page.value;
    }
  } finally {
    wheel.disarm(timer);
    signal?.removeEventListener('abort', cancel);
    cancel();
  }
}
