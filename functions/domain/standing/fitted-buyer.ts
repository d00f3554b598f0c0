import { mbgNbd } from '../repeat-buying/mbg-nbd.ts';
import type { MbgNbdParameter, NbdParameter, ParametersOf } from '../repeat-buying/model-fit.ts';
import { nbd } from '../repeat-buying/nbd.ts';
import { type BuyerObservation, daysOfUnit } from '../repeat-buying/observation.ts';
import type { CustomerModels } from './customer-models.ts';
import { PurchasesWhileAlive } from './purchases-while-alive.ts';

/** The horizon of lifetime value, the longest of all that is foretold. */
export const horizonMonths = 12;

const purchasesOf = new WeakMap<CustomerModels, PurchasesWhileAlive>();

/** The series of a night's model, made once: they serve every customer who is asked for. */
function purchasesWhileAlive(models: CustomerModels, parameters: ParametersOf<MbgNbdParameter>): PurchasesWhileAlive {
  const known = purchasesOf.get(models);
  if (known !== undefined) return known;
  const made = new PurchasesWhileAlive(parameters, (horizonMonths * daysOfUnit.month) / daysOfUnit[models.unit]);
  purchasesOf.set(models, made);
  return made;
}

/** A repeat-buying model with the parameters of a night, as far as it concerns one buyer. */
interface FittedBuyer {
  readonly basis: 'model' | 'model-without-drop-out';
  readonly parameters: ParametersOf<NbdParameter>;
  readonly probabilityAlive: number;
  readonly probabilityOfPurchaseWithin: (horizon: number) => number;
  /** Purchase days expected within a horizon of a buyer who is alive. */
  readonly ifAlive: (horizon: number) => number;
}

/**
 * MBG/NBD; NBD where MBG/NBD has no maximum but rises towards no drop-out at all, where it is NBD: so it is in a history
 * too short for anyone to be seen leaving. Undefined where neither was fitted.
 */
export function fittedBuyer(buyer: BuyerObservation, models: CustomerModels): FittedBuyer | undefined {
  const { parameters, status } = models.mbgNbd;
  if (parameters !== null) {
    const purchases = purchasesWhileAlive(models, parameters);
    return {
      basis: 'model',
      parameters,
      probabilityAlive: mbgNbd.probabilityAlive(parameters, buyer),
      probabilityOfPurchaseWithin: (horizon) => mbgNbd.probabilityOfPurchaseWithin(parameters, buyer, horizon),
      ifAlive: (horizon) => purchases.expected(buyer.repeatPurchaseDays, buyer.age, horizon),
    };
  }
  const withoutDropOut = models.nbd.parameters;
  if (status !== 'failed' || withoutDropOut === null) return undefined;
  return {
    basis: 'model-without-drop-out',
    parameters: withoutDropOut,
    probabilityAlive: 1,
    probabilityOfPurchaseWithin: (horizon) => nbd.probabilityOfPurchaseWithin(withoutDropOut, buyer, horizon),
    ifAlive: (horizon) => nbd.expectedPurchaseDays(withoutDropOut, buyer, horizon),
  };
}
