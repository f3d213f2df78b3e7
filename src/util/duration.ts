/** The units in which durations are written, in milliseconds: on the command line, in headers and in options alike. */
export const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
