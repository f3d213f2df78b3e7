import type { FaultWindow } from '../run-record.ts';

/** Microseconds as people say them: `340 µs`, `2.1 ms`, `1.35 s`, `2 min 5 s`. */
export function duration(us: number): string {
  if (us < 0) return `-${duration(-us)}`;
  if (us < 999.5) return `${Math.round(us)} µs`;
  if (us < 999_500) return `${digits(us / 1e3)} ms`;
  if (us < 119.5e6) return `${digits(us / 1e6)} s`;
  const seconds = Math.round(us / 1e6);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** A moment of the run, in seconds since it began, to the microsecond of the history. */
export function moment(us: number): string {
  return `${(us / 1e6).toFixed(6)} s`;
}

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 });

export function count(value: number): string {
  return grouped.format(value);
}

/** `1 operation`, `2 operations`. */
export function plural(value: number, word: string): string {
  return `${count(value)} ${word}${value === 1 ? '' : word.endsWith('s') ? 'es' : 's'}`;
}

export function percent(part: number, whole: number): string {
  if (whole === 0) return '–';
  const value = (100 * part) / whole;
  if (value === 0 || value === 100) return `${value} %`;
  // 99.96 % must not read as all, nor 0.01 % as none.
  if (value > 99.9) return '> 99.9 %';
  return value < 0.1 ? '< 0.1 %' : `${value.toFixed(1)} %`;
}

/** At most `max` characters, none of them half of a pair. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** What the launcher calls a member. */
export function nodeName(member: number): string {
  return `n${member}`;
}

/** A partition is as bad as its name says; `kill one n3` needs no second `kill`. */
export function faultTitle(fault: FaultWindow): string {
  const named = fault.name.startsWith(fault.kind) ? fault.name : `${fault.kind} ${fault.name}`;
  return cut(named, 80);
}

function digits(value: number): string {
  if (value >= 99.95) return value.toFixed(0);
  return value.toFixed(value >= 9.995 ? 1 : 2).replace(/\.?0+$/, '');
}
