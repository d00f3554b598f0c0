import type { AtRiskCrossing } from '../../domain/delivery/at-risk-crossing.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { OutboxStore } from '../../stores/delivery/outbox-store.ts';

/** Who is told of what a night found. Only the nightly functions and `sweep` have it. */
export interface Announcements {
  /** Repeating it for a customer and a day tells nothing new. */
  tell(crossing: AtRiskCrossing): Promise<void>;
  /** For one who turned out not to be profiled any more; it may have been told by then. */
  takeBack(customerId: CustomerId, date: string): Promise<void>;
}

/** By way of the outbox, whose stream tells it on. */
export const announceThrough = (outbox: Pick<OutboxStore, 'putAtRisk' | 'removeAtRisk'>): Announcements => ({
  async tell(crossing) {
    await outbox.putAtRisk(crossing);
  },
  takeBack: (customerId, date) => outbox.removeAtRisk(customerId, date),
});
