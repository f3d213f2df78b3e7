import { spawn } from 'node:child_process';
import { CliError, exitCodes } from './errors.ts';
import type { Output } from './output.ts';
import { bytesJson } from './output.ts';
import type { ShownEvent } from './watch-items.ts';

/** Systems refuse variables of 128 KiB and more; a value has its own way in. */
const variableBytesMax = 64 * 1024;

/** Runs a shell command for one event and waits for it: the value is its standard input. Throws when it fails. */
export async function runFor(
  command: string,
  event: ShownEvent,
  env: Readonly<Record<string, string | undefined>>,
  out: Output,
): Promise<void> {
  const child = spawn('/bin/sh', ['-c', command], {
    env: { ...env, ...variables(event) },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<string | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      resolve(code === 0 ? null : `${signal ?? `code ${code}`}`);
    });
  });
  // A command that does not read its value is as good as one that does.
  child.stdin.on('error', () => {});
  child.stdin.end('value' in event ? event.value : '');
  for await (const chunk of child.stdout) await out.write(chunk as Uint8Array);
  const how = await ended;
  if (how !== null) throw new CliError(`the command ended with ${how}`, exitCodes.failure);
}

function variables(event: ShownEvent): Record<string, string> {
  const { keyBytes, expiresAt } = event;
  return {
    KVCTL_WATCH_TYPE: event.type,
    ...textVariable('KVCTL_WATCH_KEY', keyBytes),
    KVCTL_WATCH_KEY_BASE64: Buffer.from(keyBytes).toString('base64'),
    ...('value' in event && textVariable('KVCTL_WATCH_VALUE', event.value)),
    KVCTL_WATCH_PARTITION: `${event.partition}`,
    KVCTL_WATCH_REVISION: `${event.revision}`,
    KVCTL_WATCH_VERSION: `${event.version}`,
    KVCTL_WATCH_MOD_REVISION: `${event.modRevision}`,
    ...(expiresAt !== null && { KVCTL_WATCH_EXPIRES_AT: `${expiresAt}` }),
  };
}

/** None for what is no text that fits into a variable. */
function textVariable(name: string, bytes: Uint8Array | undefined): Record<string, string> {
  if (bytes === undefined || bytes.length > variableBytesMax || bytes.includes(0)) return {};
  const text = bytesJson(bytes);
  return typeof text === 'string' ? { [name]: text } : {};
}
