/** Every number that a table shows, in one style. */
export const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
export const decimals = (value: number, digits = 2): string => value.toFixed(digits);
export const milliseconds = (value: number): string => decimals(value, value < 10 ? 3 : 1);
export const mebibytes = (bytes: number): string => decimals(bytes / 2 ** 20, 1);
