import { readFileSync } from 'node:fs';

/** Of a process, in bytes. */
export interface Memory {
  readonly resident: number;
  /** The most that it ever was, since the process started. */
  readonly highest: number;
  /** Of the resident bytes, those of mapped files: LevelDB's tables, which the system takes back when it needs room. */
  readonly mapped: number;
}

/** Null where there is no /proc, or no such process. */
export function memoryOf(pid: number): Memory | null {
  try {
    return parseMemory(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return null;
  }
}

/** Of `/proc/<pid>/status`, which counts in KiB: VmRSS, VmHWM and RssFile. */
export function parseMemory(status: string): Memory {
  const bytes = (field: string): number =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) * 1_024;
  return { resident: bytes('VmRSS'), highest: bytes('VmHWM'), mapped: bytes('RssFile') };
}
