/** What `kvctl cluster ...` asks of a launcher: `POST /control`, the command as JSON, the secret as bearer token. */
export type ControlCommand =
  | { readonly kind: 'status' }
  | { readonly kind: 'kill' | 'restart' | 'pause' | 'resume'; readonly node: string }
  | { readonly kind: 'split'; readonly groups: string; readonly oneWay: boolean }
  | { readonly kind: 'heal' }
  /** Drains and stops all nodes and ends the launcher; answered when they have stopped. */
  | { readonly kind: 'down' };

/** Instead of a report, with status 400: a {@link CliError} on its way. */
export interface ControlFailure {
  readonly error: string;
  readonly exitCode: number;
}

export const CONTROL_PATH = '/control';

/** A command is a few dozen bytes. */
export const CONTROL_BODY_BYTES_MAX = 4_096;

/** Null unless the value is a command, whole and of the right types: it comes from outside the process. */
export function asControlCommand(value: unknown): ControlCommand | null {
  if (typeof value !== 'object' || value === null) return null;
  const { kind, node, groups, oneWay } = value as Record<string, unknown>;
  switch (kind) {
    case 'status':
    case 'heal':
    case 'down':
      return { kind };
    case 'kill':
    case 'restart':
    case 'pause':
    case 'resume':
      return typeof node === 'string' ? { kind, node } : null;
    case 'split':
      return typeof groups === 'string' && typeof oneWay === 'boolean'
        ? { kind, groups, oneWay }
        : null;
    default:
      return null;
  }
}
