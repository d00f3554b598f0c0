/** Steps of the heat scale, each a class of the style sheet. */
const steps = 10;

/** Class of a cell: the share of the greatest, in tenths; nothing where nothing is known. */
export function heatClass(value: number | null, greatest: number): string {
  if (value === null) return 'heat none';
  const step = greatest <= 0 ? 0 : Math.min(steps - 1, Math.max(0, Math.floor((value / greatest) * steps)));
  return `heat step-${step}`;
}
