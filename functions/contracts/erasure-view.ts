import * as z from 'zod';

/** What an erasure did. */
export const erasureSchema = z
  .strictObject({
    customerId: z.string(),
    orders: z.int().meta({ description: 'Orders of the customer, erased by this call or an earlier one.' }),
    otherFacts: z.int().meta({ description: 'Returns and other facts of the customer, deleted.' }),
  })
  .meta({ id: 'Erasure' });
