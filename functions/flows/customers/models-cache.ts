import type { CustomerModels } from '../../domain/standing/customer-models.ts';
import type { CustomerModelsStore } from '../../stores/models/customer-models-store.ts';

/**
 * How long models are taken to be in force. They change once a night, and the nightly job settles every row whose
 * value moved by over 5%, so that old ones for some minutes leave nothing behind.
 */
const lifeMilliseconds = 120_000;

interface Held {
  readonly reading: Promise<CustomerModels | undefined>;
  readonly untilMilliseconds: number;
}

/** The models in force, at most two minutes old: for one process that scores many customers. */
export function createModelsCache(
  store: Pick<CustomerModelsStore, 'find'>,
  now: () => Date,
): Pick<CustomerModelsStore, 'find'> {
  let held: Held | undefined;
  return {
    async find() {
      if (held === undefined || held.untilMilliseconds <= now().getTime()) {
        // The promise is held, so that customers who are scored side by side share one reading.
        held = { reading: store.find(), untilMilliseconds: now().getTime() + lifeMilliseconds };
      }
      try {
        return await held.reading;
      } catch (error) {
        held = undefined;
        throw error;
      }
    },
  };
}
