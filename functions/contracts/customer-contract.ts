import * as z from 'zod';
import { type CustomerProfile, type channels, sexes } from '../domain/customers/customer-profile.ts';
import { toCustomerId } from '../domain/ids.ts';
import { refusal } from './describe-value.ts';
import { type ContractContext, closedObject, flag, id, oneOf, text } from './fields.ts';
import { type ParseResult, parseWith } from './parse-entry.ts';

const earliestBirthday = '1900-01-01';

const agreed = () => flag().optional();
const consent = () =>
  closedObject({ email: agreed(), sms: agreed(), post: agreed(), push: agreed() } satisfies Record<
    (typeof channels)[number],
    z.ZodType
  >).meta({ description: 'Whether the customer agreed to be written to; a channel not named counts as not agreed.' });

/** One address and nothing around it: what stands here is handed to SES as a recipient. */
const emailPattern = /^[^\s\p{Cc}\p{Cs}@<>,;:"()[\]\\]{1,64}@[^\s\p{Cc}\p{Cs}@<>,;:"()[\]\\]{1,189}$/u;

function email() {
  const rule = 'an e-mail address of at most 254 characters';
  const refuse = { error: ({ input }: { readonly input?: unknown }) => refusal(input, rule) };
  return z
    .string(refuse)
    .regex(emailPattern, refuse)
    .meta({ description: `${rule}; letters of offers go there`, maxLength: 254, pattern: emailPattern.source });
}

function birthday({ now }: ContractContext) {
  const rule = `a day such as 1984-02-29, from ${earliestBirthday} to today`;
  const refuse = { error: ({ input }: { readonly input?: unknown }) => refusal(input, rule) };
  return z.iso
    .date(refuse)
    .refine((day) => day >= earliestBirthday && day <= now().toISOString().slice(0, 10), refuse)
    .meta({ description: rule });
}

function locale() {
  const rule = 'a BCP 47 language tag such as de-CH';
  const refuse = { error: ({ input }: { readonly input?: unknown }) => refusal(input, rule) };
  return z
    .string(refuse)
    .refine((tag) => {
      try {
        return tag.length <= 35 && Intl.getCanonicalLocales(tag).length === 1;
      } catch {
        return false;
      }
    }, refuse)
    .meta({ description: rule, maxLength: 35 });
}

function timeZone() {
  const rule = 'an IANA time zone such as Europe/Berlin';
  const refuse = { error: ({ input }: { readonly input?: unknown }) => refusal(input, rule) };
  return z
    .string(refuse)
    .refine((zone) => {
      try {
        return zone !== '' && Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
      } catch {
        return false;
      }
    }, refuse)
    .meta({ description: rule });
}

/** What a shop says of a customer; only the id is needed. */
export const customerProfileSchema = (context: ContractContext) =>
  closedObject({
    customerId: id().transform(toCustomerId),
    consent: consent().optional(),
    objection: flag().optional().meta({
      description: 'The customer objects to being profiled: no list is made of their purchases. Default false.',
    }),
    email: email().optional(),
    birthday: birthday(context).optional(),
    region: text(128).optional(),
    ageBand: text(32).optional(),
    sex: oneOf(sexes).optional(),
    locale: locale().optional(),
    timeZone: timeZone().optional(),
    test: flag().optional().meta({ description: 'An account of the shop’s own staff or tests. Default false.' }),
    acquisitionChannel: text(128).optional(),
  });

/** Makes the check of one customer: `customer.invalid` with all that is wrong. */
export function createCustomerProfileParser(
  context: ContractContext,
): (input: unknown) => ParseResult<CustomerProfile> {
  const schema: z.ZodType<CustomerProfile> = customerProfileSchema(context);
  return (input) => parseWith(schema, input, 'customer.invalid');
}
