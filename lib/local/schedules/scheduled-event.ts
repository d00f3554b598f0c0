import { randomUUID } from 'node:crypto';
import type { Json } from '../json.ts';
import type { SchedulePlan } from '../plan/local-plan.ts';
import { localAccount, localRegion } from '../template/local-account.ts';

/** What a target gets: its constant input, or EventBridge's event of a schedule. */
export function scheduledEvent(plan: SchedulePlan, input: Json | undefined, epochMilliseconds: number): Json {
  if (input !== undefined) return input;
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: localAccount,
    time: `${new Date(epochMilliseconds).toISOString().slice(0, 19)}Z`,
    region: localRegion,
    resources: [plan.arn],
    detail: {},
  };
}
