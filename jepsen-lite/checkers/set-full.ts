import { byKey, type Operation } from '../history/operations.ts';
import { Findings, told } from './findings.ts';
import type { CheckResult } from './verdict.ts';

/** One element of a set, as far as its add and the scans tell. */
interface Element {
  readonly add: Operation;
  /** From when on it is certain that it is there: its add was answered, or a scan had it. */
  known: number;
  lastPresent: Operation | null;
  /** Of the scans that began when it was known. */
  absent: Operation[];
}

/**
 * Sets to which elements are only ever added, each once, and that are scanned at any time (Jepsen's set-full). A scan shows
 * each element once, and all that were known before it began:
 *
 *   add 7 ──ok──▶ known ─────────────────────────────────────────────
 *                    scan: 7       scan: no 7         scan: 7           stale: it came back
 *                    scan: 7       scan: no 7         scan: no 7        lost
 *   add 8 ──fail                   scan: 8                              unexpected: it never takes effect
 *   add 9 ──?                      scan: 9, or no 9                     either, but from then on it is known
 *
 * An add of several elements is one transaction: all of them are there, or none.
 */
export function checkSetFull(operations: readonly Operation[]): CheckResult {
  const findings = new Findings('set-full');
  let elements = 0;
  let scans = 0;
  let unread = 0;
  for (const [key, ofKey] of byKey(operations)) {
    const adds = ofKey.filter(({ f }) => f === 'add');
    const seen = ofKey.filter(({ f, outcome }) => f === 'scan' && outcome === 'ok');
    const known = elementsOf(adds);
    seen.sort((a, b) => a.completed - b.completed);
    for (const scan of seen) lookAt(scan, known, findings);
    for (const [element, state] of known) judge(key, element, state, findings);
    const end = Math.max(-1, ...adds.map(endOf));
    const last = seen.filter(({ invoked }) => invoked > end);
    if (last.length === 0 && adds.some(({ outcome }) => outcome === 'ok')) unread++;
    for (const add of adds) whole(add, last, findings);
    elements += known.size;
    scans += seen.length;
  }
  const undecided = unread === 0 ? null : `${unread} sets were never scanned at the end`;
  return findings.result(`${elements} elements, ${scans} scans`, undecided);
}

/** By element; numbers that no add names are none. */
function elementsOf(adds: readonly Operation[]): Map<number, Element> {
  const elements = new Map<number, Element>();
  for (const add of adds) {
    const known = add.outcome === 'ok' ? add.completed : Number.POSITIVE_INFINITY;
    for (const element of numbersOf(add.argument)) {
      elements.set(element, { add, known, lastPresent: null, absent: [] });
    }
  }
  return elements;
}

/** Scans come by their end, so what one shows is known from its end on. */
function lookAt(scan: Operation, elements: ReadonlyMap<number, Element>, findings: Findings): void {
  findings.count();
  const shown = new Set<number>();
  for (const element of numbersOf(scan.result)) {
    findings.expect(!shown.has(element), () => `${told(scan)} shows ${element} twice`);
    shown.add(element);
    const state = elements.get(element);
    const isPossible =
      state !== undefined && state.add.outcome !== 'failed' && state.add.invoked < scan.completed;
    findings.expect(isPossible, () => `${told(scan)} shows ${element}, ${whyNot(state)}`);
    if (state === undefined) continue;
    state.lastPresent = scan;
    state.known = Math.min(state.known, scan.completed);
  }
  for (const [element, state] of elements) {
    if (!shown.has(element) && state.known < scan.invoked) state.absent.push(scan);
  }
}

function whyNot(state: Element | undefined): string {
  if (state === undefined) return 'which nobody added';
  if (state.add.outcome === 'failed') return `which ${told(state.add)} had not added, definitely`;
  return `before ${told(state.add)} began to add it`;
}

function judge(key: string, element: number, state: Element, findings: Findings): void {
  const { add, absent, lastPresent } = state;
  const [first] = absent;
  findings.expect(first === undefined, () => {
    const cameBack =
      lastPresent !== null && lastPresent.completed > (absent.at(-1)?.completed ?? 0);
    const how = cameBack ? 'stale' : 'lost';
    const by = add.outcome === 'ok' ? 'acknowledged' : 'already shown';
    return `${key}: ${element} is ${how}: ${by} by ${told(add)}, absent from ${absent.length} scans, first ${first === undefined ? '' : told(first)}`;
  });
}

/**
 * A transaction of several elements whose outcome is unknown: once everything is quiet it is there or not. It may still
 * happen, and a scan of several pages may then show a part of it, but not one scan after the other.
 */
function whole(add: Operation, last: readonly Operation[], findings: Findings): void {
  const elements = numbersOf(add.argument);
  const [first] = last;
  if (add.outcome !== 'open' || elements.length < 2 || first === undefined) return;
  const shown = last.map((scan) => {
    const all = new Set(numbersOf(scan.result));
    return elements.filter((element) => all.has(element)).length;
  });
  findings.expect(
    last.length < 2 || shown.some((count) => count === 0 || count === elements.length),
    () =>
      `${told(first)} and all after it show ${shown[0]} of the ${elements.length} elements of ${told(add)}`,
  );
}

/** Of an add that has no end, its begin: it says nothing about when. */
function endOf({ completed, invoked }: Operation): number {
  return Number.isFinite(completed) ? completed : invoked;
}

function numbersOf(value: unknown): number[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((one) => typeof one === 'number');
}
