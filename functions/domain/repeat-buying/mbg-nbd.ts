import { dropoutModel } from './dropout-model.ts';
import type { MbgNbdParameter } from './model-fit.ts';
import type { RepeatModel } from './repeat-model.ts';

/**
 * MBG/NBD: as BG/NBD, but a buyer may drop out after the first purchase too, so that a one-time buyer can be gone.
 * Source: Batislam, Denizel & Filiztekin 2007, "Empirical validation and comparison of models for customer base
 * analysis", International Journal of Research in Marketing 24(3).
 */
export const mbgNbd: RepeatModel<MbgNbdParameter> = dropoutModel(
  'mbgNbd',
  (repeatPurchaseDays) => repeatPurchaseDays + 1,
);
