import { calendarDay } from '../../domain/customers/calendar-day.ts';
import { HoldfastError } from '../../domain/errors.ts';
import type { Instant } from '../../domain/orders/order.ts';
import { calendarDayNumber } from '../../domain/relations/calendar-day-number.ts';
import { asOfInstant } from '../../domain/shop-clock.ts';
import type { CustomerModels } from '../../domain/standing/customer-models.ts';
import { customerModelsBuilder } from '../../domain/standing/customer-models-builder.ts';
import type { CustomerState, CustomersStore } from '../../stores/customers/customers-store.ts';
import type { CustomerModelsStore } from '../../stores/models/customer-models-store.ts';
import type { ProgramStore } from '../../stores/program-store.ts';
import { inChunks } from '../in-chunks.ts';
import { inParallel } from '../in-parallel.ts';
import { isProfiled } from './is-profiled.ts';
import { type MakeRetentionReportDeps, startRetentionReport } from './make-retention-report.ts';
import { type SettleCustomerDeps, settleCustomer } from './settle-customer.ts';

export interface FitModelsDeps extends SettleCustomerDeps, MakeRetentionReportDeps {
  readonly customers: SettleCustomerDeps['customers'] & Pick<CustomersStore, 'scanStates'>;
  readonly customerModels: Pick<CustomerModelsStore, 'readRevision' | 'put'>;
  readonly program: Pick<ProgramStore, 'readClock'>;
  /** IANA name; decides which day it is. */
  readonly timeZone: string;
  /** Of the shop's currency, such as 100. */
  readonly minorUnitsPerMajorUnit: number;
  /** Milliseconds left before the caller is cut off. */
  readonly remainingMilliseconds: () => number;
}

export interface FitModelsResult {
  readonly modelVersion: string;
  readonly asOf: Instant;
  /** Customers whom the models are made of. */
  readonly customerCount: number;
  readonly changedGroupCount: number;
  /** Rows put, for another group or a value that moved by over 5%. */
  readonly writtenCount: number;
}

/** Segments of the table that are read side by side: a scan waits for its next page most of its time. */
const segmentCount = 4;
/** Customers of a segment that are written side by side. */
const segmentWidth = 8;
/** Below this much time left no further customer is begun. */
const reserveMilliseconds = 20_000;

type EachState = (startSegment: () => (state: CustomerState) => Promise<void>) => Promise<void>;

/** One reading of all rows, in segments. */
const eachState =
  ({ customers }: Pick<FitModelsDeps, 'customers'>): EachState =>
  async (startSegment) => {
    await inParallel(Array.from({ length: segmentCount }).keys(), segmentCount, (segment) =>
      inChunks(customers.scanStates(segment, segmentCount), segmentWidth, startSegment()),
    );
  };

/** The first reading: models of all customers, who may be read while their rows change. */
async function learnModels(deps: FitModelsDeps, asOf: Instant, each: EachState): Promise<CustomerModels> {
  // The first step of the fence, before any row is read.
  const seenRevision = await deps.customerModels.readRevision();
  const builder = customerModelsBuilder({
    asOf,
    asOfDay: calendarDayNumber(asOf, deps.timeZone),
    version: deps.now().toISOString(),
    minorUnitsPerMajorUnit: deps.minorUnitsPerMajorUnit,
  });
  await each(() => async ({ row }) => {
    if (isProfiled(row)) builder.add(row.summary);
  });
  const models = builder.build();
  // Models of another run, put since, are as good: both read all rows.
  await deps.customerModels.put(models, seenRevision, deps.now());
  return models;
}

/**
 * The night's work on all customers, from their rows alone: models, then each customer's group and score by them, and
 * the retention report. Each step can be repeated, so a run that was cut off is finished by the next; a second run of
 * the same night puts no row anew and records no change. Memory by customers, some 50 bytes each.
 * @throws HoldfastError `fit.out-of-time` where not all customers were reached; the next run goes on with the others,
 * as those that were settled cost it no write
 */
export async function fitModels(deps: FitModelsDeps): Promise<FitModelsResult> {
  const asOf = asOfInstant(await deps.program.readClock(), deps.now());
  const each = eachState(deps);
  const models = await learnModels(deps, asOf, each);
  const report = await startRetentionReport(deps, models);
  const night = { models, date: calendarDay(asOf, deps.timeZone) };
  let changedGroupCount = 0;
  let writtenCount = 0;
  await each(() => {
    const addToReport = report.startPart();
    return async (state) => {
      if (deps.remainingMilliseconds() < reserveMilliseconds) {
        throw new HoldfastError(
          'fit.out-of-time',
          'time ran out before all customers were given their group; run it again',
        );
      }
      const settled = await settleCustomer(deps, night, state);
      if (settled === undefined) return;
      addToReport(settled.row);
      changedGroupCount += settled.changedGroup ? 1 : 0;
      writtenCount += settled.written ? 1 : 0;
    };
  });
  await report.publish();
  return {
    modelVersion: models.version,
    asOf,
    customerCount: models.observations.customers,
    changedGroupCount,
    writtenCount,
  };
}
