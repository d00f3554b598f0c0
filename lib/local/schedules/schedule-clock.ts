import type { SchedulePlan } from '../plan/local-plan.ts';

const minuteMilliseconds = 60_000;
/** Node cuts longer timers to one millisecond. */
const longestTimerMilliseconds = 2 ** 31 - 1;

/** Calls `fire` for each enabled schedule when it is due, until the returned function is called. */
export function startScheduleClock(schedules: readonly SchedulePlan[], fire: (plan: SchedulePlan) => void): () => void {
  const timers: NodeJS.Timeout[] = [];
  const enabled = schedules.filter((plan) => plan.enabled);
  for (const plan of enabled) {
    if (plan.expression.kind !== 'rate') continue;
    const every = Math.min(plan.expression.everyMilliseconds, longestTimerMilliseconds);
    timers.push(setInterval(() => fire(plan), every).unref());
  }
  let lastMinute = Math.floor(Date.now() / minuteMilliseconds);
  const checkMinute = (): void => {
    const minute = Math.floor(Date.now() / minuteMilliseconds);
    if (minute === lastMinute) return;
    lastMinute = minute;
    const date = new Date(minute * minuteMilliseconds);
    for (const plan of enabled) {
      if (plan.expression.kind === 'cron' && plan.expression.firesAt(date)) fire(plan);
    }
  };
  // Every second, so that a minute is neither missed nor found twice when timers drift.
  if (enabled.some(({ expression }) => expression.kind === 'cron')) timers.push(setInterval(checkMinute, 1000).unref());
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}
