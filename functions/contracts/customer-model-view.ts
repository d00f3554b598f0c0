import * as z from 'zod';
import type { CustomerModels } from '../domain/standing/customer-models.ts';
import { type CustomerStanding, standingBases } from '../domain/standing/customer-standing.ts';

const fitSchema = z.strictObject({
  status: z.enum(['converged', 'failed', 'too-little-history', 'not-made-yet']),
  reason: z.string().nullable().meta({ description: 'Why there is no fit, in words; null where there is one.' }),
});

export const customerModelSchema = fitSchema
  .extend({
    version: z.string().nullable().meta({ description: 'Of the night that made the models; null before the first.' }),
    basis: z.enum(standingBases).meta({
      description:
        '`model`: the figures are by the repeat-buying model (MBG/NBD); `model-without-drop-out`: by NBD, as nobody is seen to leave; `plain-rates`: by plain rates of the shop, as there is no fit; `none`: nothing is foretold.',
    }),
    spend: fitSchema.meta({ description: 'The same of the spend model (Gamma-Gamma).' }),
  })
  .meta({ id: 'CustomerModel', description: 'What the figures were foretold by.' });

const notMadeYet = {
  status: 'not-made-yet',
  reason: 'no night has run yet: the models are made every night',
} as const;

/** Which models foretold a customer's figures, and what became of their fits. */
export function viewModel(
  models: CustomerModels | undefined,
  { basis }: Pick<CustomerStanding, 'basis'>,
): z.infer<typeof customerModelSchema> {
  if (models === undefined) return { version: null, basis, ...notMadeYet, spend: notMadeYet };
  const { version, mbgNbd, gammaGamma } = models;
  return {
    version,
    basis,
    status: mbgNbd.status,
    reason: mbgNbd.reason,
    spend: { status: gammaGamma.status, reason: gammaGamma.reason },
  };
}
