import { hasNoFacts } from '../../domain/customers/customer-summary.ts';
import type { CustomerRow } from '../../stores/customers/customer-codec.ts';

/** Models and groups are made of customers who bought something and do not object to it. */
export const isProfiled = ({ summary, objects }: CustomerRow): boolean => !objects && !hasNoFacts(summary);
