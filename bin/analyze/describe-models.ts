import type { CustomerModels } from '../../functions/domain/standing/customer-models.ts';

const show = new Intl.NumberFormat('en', { maximumFractionDigits: 4 });

/** What was learnt of the customers, in a line or two. */
export function describeModels({ observations, mbgNbd, unit, holdout }: CustomerModels): string {
  const { customers, repeaters, repeatPurchaseDays } = observations;
  const counts = `${show.format(customers)} customers, ${show.format(repeaters)} of them bought again, ${show.format(repeatPurchaseDays)} repeat purchase days`;
  const parameters = Object.entries(mbgNbd.parameters ?? {}).map(([name, value]) => `${name} ${show.format(value)}`);
  const fit =
    mbgNbd.parameters === null ? `no model: ${mbgNbd.reason}` : `MBG/NBD by the ${unit}: ${parameters.join(', ')}`;
  if (holdout === null) return `${counts}\n${fit}`;
  const { holdoutDays, predictedPurchaseDays, actualPurchaseDays } = holdout;
  return `${counts}\n${fit}; of the ${show.format(holdoutDays)} days held out it foretells ${show.format(Math.round(predictedPurchaseDays))} purchase days, there were ${show.format(actualPurchaseDays)}`;
}
