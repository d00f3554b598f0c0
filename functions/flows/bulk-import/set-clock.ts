import type { Instant } from '../../domain/orders/order.ts';
import { clockForNewestOrder } from '../../domain/shop-clock.ts';
import type { ProgramStore } from '../../stores/program-store.ts';

export interface SetClockDeps {
  readonly program: Pick<ProgramStore, 'readClock' | 'putClock'>;
  readonly now: () => Date;
}

/**
 * Sets the shop's clock to what is imported: the day after the newest order when that is long ago, else now. It goes
 * before the first fact, as a killed import leaves a shop that is no longer empty; rows are made with it.
 * A shop that was not empty keeps running on `live`, and its clock only ever moves on.
 */
export async function setClock(
  deps: SetClockDeps,
  newestPlacedAt: Instant | undefined,
  startedEmpty: boolean,
): Promise<void> {
  if (newestPlacedAt === undefined) return;
  const fitting = clockForNewestOrder(newestPlacedAt, deps.now());
  if (!startedEmpty) {
    const current = await deps.program.readClock();
    if (current.mode === 'live' || (fitting.mode === 'data' && fitting.asOf <= current.asOf)) return;
  }
  await deps.program.putClock(fitting);
}
