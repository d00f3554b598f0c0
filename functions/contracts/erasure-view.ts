import * as z from 'zod';

/** What an erasure did. */
export const erasureSchema = z
  .strictObject({
    customerId: z.string(),
    orders: z.int().meta({ description: 'Orders of the customer, erased by this call or an earlier one.' }),
    otherFacts: z.int().meta({ description: 'Returns and other facts of the customer, deleted.' }),
    offers: z.int().meta({
      description: 'Offers of the customer, deleted. Of a redeemed one what it cost stays, without a name.',
    }),
  })
  .meta({ id: 'Erasure' });
