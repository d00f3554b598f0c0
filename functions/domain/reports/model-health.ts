import type { CustomerModels } from '../standing/customer-models.ts';
import { scorePlaces, scoreRows } from './add-to-scores.ts';
import { countAt, type IntegerSums } from './integer-sums.ts';
import { ratio } from './key-figures.ts';

/** The models as the night left them, without what is there only to compute with. */
export type ModelsShown = Pick<
  CustomerModels,
  | 'version'
  | 'asOf'
  | 'unit'
  | 'dataRange'
  | 'observations'
  | 'mbgNbd'
  | 'bgNbd'
  | 'paretoNbd'
  | 'nbd'
  | 'gammaGamma'
  | 'correlationOfFrequencyAndSpend'
  | 'plainRates'
  | 'holdout'
>;

export interface ModelHealth {
  /** Customers with a purchase who do not object to profiling. */
  readonly customers: number;
  readonly byModel: number;
  readonly byPlainRates: number;
  /** Share of them that is foretold by the model. */
  readonly modelShare: number | null;
  /** Null before the first night. */
  readonly models: ModelsShown | null;
}

export function modelHealthOf(sums: IntegerSums, models: CustomerModels | undefined): ModelHealth {
  const totals = sums.find(scoreRows.totals);
  const customers = countAt(totals, scorePlaces.customers);
  const byModel = countAt(totals, scorePlaces.byModel);
  return {
    customers,
    byModel,
    byPlainRates: countAt(totals, scorePlaces.byPlainRates),
    modelShare: ratio(byModel, customers),
    models: models === undefined ? null : modelsShown(models),
  };
}

const modelsShown = (models: CustomerModels): ModelsShown => ({
  version: models.version,
  asOf: models.asOf,
  unit: models.unit,
  dataRange: models.dataRange,
  observations: models.observations,
  mbgNbd: models.mbgNbd,
  bgNbd: models.bgNbd,
  paretoNbd: models.paretoNbd,
  nbd: models.nbd,
  gammaGamma: models.gammaGamma,
  correlationOfFrequencyAndSpend: models.correlationOfFrequencyAndSpend,
  plainRates: models.plainRates,
  holdout: models.holdout,
});
