import { checkExtremeBuyers } from '../repeat-buying/check-extreme-buyers.ts';
import type { CompressedBuyers } from '../repeat-buying/compressed-buyers.ts';
import { mbgNbd } from '../repeat-buying/mbg-nbd.ts';
import type { MbgNbdParameter, ModelFit } from '../repeat-buying/model-fit.ts';
import { daysOfUnit, type ModelUnit } from '../repeat-buying/observation.ts';
import type { ExtremeBuyers } from './customer-models.ts';

/** How far resellers and the like carry the fit of the night. O(a fit). */
export function extremeBuyersOf(
  buyers: CompressedBuyers,
  fit: ModelFit<MbgNbdParameter>,
  unit: ModelUnit,
): ExtremeBuyers | null {
  if (fit.parameters === null) return null;
  const { maximumRepeatPurchaseDays, limitedBuyerCount, changeOfExpected } = checkExtremeBuyers(
    mbgNbd,
    buyers,
    fit,
    365 / daysOfUnit[unit],
  );
  return { maximumRepeatPurchaseDays, limitedBuyerCount, changeOfExpectedIn365Days: changeOfExpected };
}
