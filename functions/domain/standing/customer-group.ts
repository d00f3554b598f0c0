/** Groups as marketers know them; from the best; docs/groups.md has the rule of each. */
export const groupNames = [
  'champions',
  'loyal',
  'active',
  'new',
  'promising',
  'needs-attention',
  'at-risk',
  'almost-lost',
  'dormant',
] as const;
export type GroupName = (typeof groupNames)[number];

/** The group a customer is in by the nightly job, and the one before. */
export interface GroupState {
  readonly group: GroupName;
  /** Calendar day of the shop on which the customer came into it, `2026-11-23`. */
  readonly since: string;
  /** The previous different group; absent for a customer's first. */
  readonly previousGroup?: GroupName;
}

/** A change of group, as the nightly job writes it into `History`; one a day at most. */
export interface GroupChangeFact {
  readonly kind: 'group';
  /** Calendar day of the shop, `2026-11-23`. */
  readonly date: string;
  readonly group: GroupName;
  readonly previousGroup?: GroupName;
  readonly modelVersion: string;
}
