import type { FloorLoad } from './cells.ts';
import { floorLimits } from './limits.ts';
import type { FloorOptions } from './options.ts';
import type { EchoTurn, LevelTurn, LogTurn } from './protocol.ts';
import type { Shape } from './shape.ts';

/** One operation a message with one in flight; else what was asked for, or what ringkv was seen to do. */
export function echoTurn(
  { inFlight }: FloorLoad,
  shape: Shape,
  { opsPerMessage: asked }: Pick<FloorOptions, 'opsPerMessage'>,
  seconds: number,
): EchoTurn {
  const wanted = inFlight === floorLimits.oneInFlight ? 1 : (asked ?? shape.opsPerMessage);
  const opsPerMessage = Math.min(inFlight, Math.max(1, Math.round(wanted)));
  const { messageBytesLeast } = floorLimits;
  return {
    seconds,
    messages: Math.max(1, Math.round(inFlight / opsPerMessage)),
    opsPerMessage,
    requestBytes: Math.max(messageBytesLeast, Math.round(shape.requestBytes * opsPerMessage)),
    answerBytes: Math.max(1, Math.round(shape.answerBytes * opsPerMessage)),
  };
}

export function logTurn(
  { inFlight }: FloorLoad,
  shape: Shape,
  { framePuts }: Pick<FloorOptions, 'framePuts'>,
  seconds: number,
): LogTurn {
  return { seconds, inFlight, putBytes: Math.max(1, Math.round(shape.logBytes)), framePuts };
}

export function levelTurn(
  { inFlight }: FloorLoad,
  shape: Shape,
  { flushRows: asked }: Pick<FloorOptions, 'flushRows'>,
  seconds: number,
): LevelTurn {
  const wanted =
    inFlight === floorLimits.oneInFlight ? shape.rowsPerFlush : (asked ?? shape.rowsPerFlush);
  return { seconds, batchRows: Math.max(1, Math.round(wanted)) };
}
