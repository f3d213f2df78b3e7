/** `require`: who shows no certificate is refused. `optional`: it may be left out, but one that is shown must be good. */
export const clientAuths = ['require', 'optional'] as const;
export type ClientAuth = (typeof clientAuths)[number];
