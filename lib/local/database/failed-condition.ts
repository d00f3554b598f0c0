import database from 'dynalite/db/index.js';

const existingItems = new WeakMap<object, unknown>();
let installed = false;

/**
 * Lets the error of a failed condition carry the row it failed on. dynalite drops it, but the meter needs its
 * size, and callers may ask for it (`ReturnValuesOnConditionCheckFailure`).
 */
export function keepItemsOfFailedConditions(): void {
  if (installed) return;
  installed = true;
  const original = database.checkConditional;
  database.checkConditional = (data, existingItem) => {
    const error = original(data, existingItem);
    if (typeof error === 'object' && error !== null && existingItem) existingItems.set(error, existingItem);
    return error;
  };
}

/** The row that the condition failed on; undefined where there was none. */
export const itemOfFailedCondition = (error: object): unknown => existingItems.get(error);
