/** Six decimals: the last bits of a logarithm differ between machines. */
export const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
