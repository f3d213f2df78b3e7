import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { assert } from '../../util/assert.ts';

/** What the system says about a process: enough to tell it from a later one with the same number. */
export interface ProcessInfo {
  readonly isStopped: boolean;
  readonly isZombie: boolean;
  /** When it started, in units of the system; only good for comparing. */
  readonly started: string;
}

/** Null when there is no such process. From /proc where it exists, else (macOS) from ps. */
export function processInfo(pid: number): ProcessInfo | null {
  return fromProc(pid) ?? (process.platform === 'linux' ? null : fromPs(pid));
}

/** True when the process is there and runs or is stopped; a zombie has ended. */
export function isAlive(pid: number): boolean {
  const info = processInfo(pid);
  return info !== null && !info.isZombie;
}

/** Signals a process group, or the process alone where it leads no group. False when it is gone. */
export function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  // To the system 0 and -1 mean "my group" and "everybody".
  assert(Number.isInteger(pid) && pid > 1, () => `signal to process ${pid}`);
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, signal);
      return true;
    } catch {
      // ESRCH: no such group, or no such process.
    }
  }
  return false;
}

function fromProc(pid: number): ProcessInfo | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in parentheses, and may hold spaces and parentheses itself.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state = ''] = fields;
    return {
      isStopped: state === 'T' || state === 't',
      isZombie: state === 'Z' || state === 'X',
      started: fields[19] ?? '',
    };
  } catch {
    return null;
  }
}

function fromPs(pid: number): ProcessInfo | null {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', `${pid}`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    const [state = '', ...started] = line.split(/\s+/);
    if (state === '') return null;
    return {
      isStopped: state.startsWith('T'),
      isZombie: state.startsWith('Z'),
      started: started.join('-'),
    };
  } catch {
    return null;
  }
}
