import { dropoutModel } from './dropout-model.ts';
import type { BgNbdParameter } from './model-fit.ts';
import type { RepeatModel } from './repeat-model.ts';

/**
 * BG/NBD: a buyer comes at a rate of Gamma(r, alpha) and drops out after each repeat purchase with a probability of
 * Beta(a, b). Who has not repeated is alive for certain. alpha is in model units.
 * Source: Fader, Hardie & Lee 2005, "'Counting Your Customers' the Easy Way", Marketing Science 24(2).
 */
export const bgNbd: RepeatModel<BgNbdParameter> = dropoutModel('bgNbd', (repeatPurchaseDays) => repeatPurchaseDays);
