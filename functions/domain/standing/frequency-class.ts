import { frequencyClassStarts } from './customer-models.ts';

/** Place of a class in `frequencyClassStarts`, 0 to 4. @param repeatPurchaseDays 0 or more */
export function frequencyClassOf(repeatPurchaseDays: number): number {
  for (let place = frequencyClassStarts.length - 1; place > 0; place -= 1) {
    if (repeatPurchaseDays >= (frequencyClassStarts[place] ?? 0)) return place;
  }
  return 0;
}
