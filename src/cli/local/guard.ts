import { pathToFileURL } from 'node:url';
import { processInfo, signalGroup } from './process-info.ts';
import { waitUntil } from './wait.ts';

/**
 * Watches over the nodes of one launcher, so that not even `kill -9` of the launcher leaves one behind.
 *
 * A node stops when its standard input closes, and that happens however the launcher ends. Only a node that is
 * stopped by SIGSTOP does not notice. This process has such a pipe too; the launcher writes to it which nodes run:
 *
 *     + PID STARTED        a node was started; STARTED tells it from a later process with that number
 *     - PID                it has ended
 *
 * When the pipe closes, every node that is left is continued, given time to stop by itself, and then killed.
 */
async function guard(orphanMs: number): Promise<void> {
  const nodes = new Map<number, string>();
  let rest = '';
  process.stdin.setEncoding('utf8');
  for await (const chunk of process.stdin) {
    const lines = `${rest}${String(chunk)}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [sign, pid = '', started = ''] = line.split(' ');
      if (sign === '+') nodes.set(Number(pid), started);
      else nodes.delete(Number(pid));
    }
  }
  const isOurs = (pid: number): boolean => {
    const info = processInfo(pid);
    return info !== null && !info.isZombie && info.started === nodes.get(pid);
  };
  const left = (): number[] => [...nodes.keys()].filter(isOurs);
  for (const pid of left()) signalGroup(pid, 'SIGCONT');
  await waitUntil(() => left().length === 0, orphanMs);
  for (const pid of left()) signalGroup(pid, 'SIGKILL');
}

/** True when this file is what the process was started with, and not only imported. */
function isMain(): boolean {
  const script = process.argv[1];
  return script !== undefined && import.meta.url === pathToFileURL(script).href;
}

if (isMain()) await guard(Number(process.argv[2]));
