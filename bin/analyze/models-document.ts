import type { ModelFit } from '../../functions/domain/repeat-buying/model-fit.ts';
import type { CustomerModels, HoldoutResult } from '../../functions/domain/standing/customer-models.ts';
import { noonOf } from './transaction-facts.ts';

const dateOf = (day: number): string => noonOf(day).slice(0, 10);

const fitDocument = <Name extends string>(fit: ModelFit<Name>) => ({
  parameters: fit.parameters,
  logLikelihood: fit.logLikelihood,
  standardErrors: fit.standardErrors,
  status: fit.status,
  reason: fit.reason,
});

const holdoutDocument = ({ calibrationEndDay, ...holdout }: HoldoutResult) => ({
  calibrationEnd: dateOf(calibrationEndDay),
  ...holdout,
});

/** `models.json`: every fit with the literature's names. Money is in major units, times in `unit` unless a name says days. */
export function modelsDocument(models: CustomerModels, currency: string): object {
  const minor = models.minorUnitsPerMajorUnit;
  const { dataRange, plainRates } = models;
  return {
    asOf: models.asOf,
    unit: models.unit,
    currency,
    dataRange: dataRange && { first: dateOf(dataRange.firstDay), last: dateOf(dataRange.lastDay) },
    observations: models.observations,
    models: {
      mbgNbd: fitDocument(models.mbgNbd),
      bgNbd: fitDocument(models.bgNbd),
      paretoNbd: fitDocument(models.paretoNbd),
      nbd: fitDocument(models.nbd),
      gammaGamma: fitDocument(models.gammaGamma),
    },
    fittedOn: {
      mbgNbd: models.observations.customers,
      bgNbdParetoNbdNbd: models.referenceBuyerCount ?? models.observations.customers,
      gammaGamma:
        models.spenderSampleCount ?? models.observations.repeaters - models.observations.repeatersWithoutSpend,
    },
    extremeBuyers: models.extremeBuyers,
    correlationOfFrequencyAndSpend: models.correlationOfFrequencyAndSpend,
    holdout: models.holdout && holdoutDocument(models.holdout),
    shopGapsInDays: models.shopGaps,
    plainRates: {
      repeatsPerDayByFrequencyClass: plainRates.repeatsPerDay,
      retention365Days: plainRates.retention365Days,
      meanSpendPerPurchaseDay:
        plainRates.meanSpendPerPurchaseDayMinor === null ? null : plainRates.meanSpendPerPurchaseDayMinor / minor,
    },
    recencyCutDays: models.recencyCutDays,
    monetaryCuts: models.monetaryCutMinor.map((cut) => cut / minor),
  };
}
