import type { ServiceDefinition, sendUnaryData } from '@grpc/grpc-js';
import { toServiceError } from '../rpc/index.ts';
import { errorDetail } from './errors.ts';
import { failCall } from './unary.ts';

type Stream = { emit(event: 'error', error: object): boolean };

/**
 * What a service answers while its node does not know yet who it is. Without it grpc-js would say UNIMPLEMENTED, which
 * tells a client never to ask again, and of a write not even that it did not run.
 */
export function notReadyHandlers(
  service: ServiceDefinition,
): Record<string, (call: unknown, callback: sendUnaryData<unknown>) => void> {
  const refuse = errorDetail('NOT_READY', 'NOT_EXECUTED', 'the node is starting', {});
  const handlers = Object.entries(service).map(([name, method]) => {
    const isUnary = !method.requestStream && !method.responseStream;
    const handler = (call: unknown, callback: sendUnaryData<unknown>): void => {
      if (isUnary) failCall(callback, refuse);
      else (call as Stream).emit('error', toServiceError(refuse));
    };
    return [name, handler] as const;
  });
  return Object.fromEntries(handlers);
}
