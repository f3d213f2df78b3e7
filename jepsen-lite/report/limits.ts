/**
 * A report opens in a browser and travels by mail: whatever the run was, it stays below 3 MB. Each part of it is bounded
 * here, and a part that was cut says so in the page.
 */
export const limits = {
  /** Marks in the latency plot, all outcomes together. */
  marks: 4_000,
  /** Of these, at most so many that are not plain ok operations: failed, unknown, slowest. */
  notableMarks: 3_000,
  /** Slowest ok operations that are always drawn. */
  slowest: 100,
  /** Marks that carry a tooltip, the slowest first. */
  markTitles: 300,
  /** Counterexamples that are drawn; the rest are in the table of checks. */
  counterexamples: 6,
  /** Operations of a counterexample drawn before and after its first error. */
  operationsBefore: 60,
  operationsAfter: 20,
  /** Client processes in a counterexample. */
  processes: 32,
  /** Lanes of partitions in the view of the whole run. */
  partitions: 24,
  /** Lanes of nodes. */
  nodes: 12,
  /** Rows that overlapping fault windows may take. */
  faultRows: 6,
  /** Bands in one lane. */
  bands: 400,
  /** Rows of a table. */
  rows: 200,
  /** Characters of a detail, of a text in a bar, of a key in a heading. */
  detailChars: 2_000,
  labelChars: 40,
  keyChars: 160,
} as const;
