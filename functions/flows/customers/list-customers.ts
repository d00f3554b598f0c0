import { objects } from '../../domain/customers/customer-profile.ts';
import type { Instant } from '../../domain/orders/order.ts';
import type { GroupName } from '../../domain/standing/customer-group.ts';
import type { CustomersStore } from '../../stores/customers/customers-store.ts';
import type { GroupMember, GroupPosition } from '../../stores/customers/group-index.ts';
import type { ProfilesStore } from '../../stores/customers/profiles-store.ts';
import type { CustomerModelsStore } from '../../stores/models/customer-models-store.ts';
import { inParallel } from '../in-parallel.ts';

export interface ListCustomersDeps {
  readonly customers: Pick<CustomersStore, 'listGroup'>;
  readonly profiles: Pick<ProfilesStore, 'find'>;
  readonly customerModels: Pick<CustomerModelsStore, 'find'>;
}

export interface AskedGroup {
  readonly group: GroupName;
  /** 1 to 200. */
  readonly limit: number;
  /** Absent for the first page. */
  readonly after?: GroupPosition;
}

export interface ListedCustomers {
  readonly group: GroupName;
  /** Of the latest night; undefined before the first. */
  readonly asOf: Instant | undefined;
  readonly customers: readonly GroupMember[];
  /** Undefined at the end of the list. */
  readonly next: (GroupPosition & { readonly group: GroupName }) | undefined;
}

/** Profiles that are read side by side. */
const profileWidth = 25;

/**
 * A page of a group's customers by value at risk, highest first. The index follows a customer's row, and the row an
 * objection by some seconds; but an objection holds from the moment it was taken, so each customer of the page is
 * looked up, a read unit each, and a page may be shorter than asked for.
 */
export async function listCustomers(
  deps: ListCustomersDeps,
  { group, limit, after }: AskedGroup,
): Promise<ListedCustomers> {
  const [page, models] = await Promise.all([deps.customers.listGroup(group, limit, after), deps.customerModels.find()]);
  const profiles = await inParallel(page.members, profileWidth, ({ customerId }) => deps.profiles.find(customerId));
  const last = page.members.at(-1);
  return {
    group,
    asOf: models?.asOf,
    customers: page.members.filter((_, place) => !objects(profiles[place])),
    next: page.more && last !== undefined ? { ...last, group } : undefined,
  };
}
