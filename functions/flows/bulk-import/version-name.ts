import type { OrderKey } from '../../stores/history/history-store.ts';

/** The name under which `HistoryStore.readVersions` answers with the version of an order. */
export const versionName = ({ partition, orderId }: OrderKey): string => `${partition} ${orderId}`;
