import { createDatabaseFront } from './database/front.ts';
import { UnitMeter } from './database/meter.ts';
import { createRequestHandler } from './database/request-handler.ts';
import { removeExpiredRows, startExpirySweep } from './database/time-to-live.ts';
import { createGateway } from './http/gateway.ts';
import { servePage } from './http/page-files.ts';
import { createInvokeFunctions, type InvokeFunctions } from './invoke-functions.ts';
import { errorText } from './json.ts';
import { openLogFile, type WriteLine } from './lambda/function-log.ts';
import type { Invoke } from './lambda/invocation.ts';
import { close, listen } from './listen.ts';
import type { LocalRuntime, LocalRuntimeProps } from './local-runtime.ts';
import { PendingWork } from './pending-work.ts';
import type { FunctionPlan, LocalPlan } from './plan/local-plan.ts';
import { readPlan } from './plan/read-plan.ts';
import { reportSparingly } from './report-sparingly.ts';
import { startScheduleClock } from './schedules/schedule-clock.ts';
import { type RunningDatabase, startDatabase } from './start-database.ts';
import { startEvents } from './start-events.ts';
import { identifyFunctions, startFunctions } from './start-functions.ts';
import { EventSourcePoller } from './streams/event-source-poller.ts';
import { requeueRows } from './streams/requeue-rows.ts';
import { connectStreams } from './streams/table-streams.ts';
import { Teardown } from './teardown.ts';
import { readAssembly } from './template/read-assembly.ts';

export type { LocalRuntime, LocalRuntimeProps } from './local-runtime.ts';

type InvokerOf = (target: FunctionPlan) => Invoke;

const toStandardError: WriteLine = (line) => {
  process.stderr.write(`holdfast: ${line}\n`);
};

function openLog(props: LocalRuntimeProps, file: string, reportProblem: WriteLine, teardown: Teardown): WriteLine {
  if (props.onLog) return props.onLog;
  const log = openLogFile(file, reportProblem);
  teardown.defer(() => log.close());
  return log.write;
}

/** Hangs the readers on their streams, and after an unclean stop queues every row for them again. */
function startStreams(
  plan: LocalPlan,
  database: RunningDatabase,
  invokerOf: InvokerOf,
  props: LocalRuntimeProps,
  reportProblem: WriteLine,
  teardown: Teardown,
): PendingWork {
  const pollers = plan.eventSources.map(
    (source) =>
      new EventSourcePoller({
        source,
        invoke: invokerOf(source.function),
        failuresDirectory: database.failuresDirectory,
        retryBackOffMilliseconds: props.retryBackOffMilliseconds ?? 100,
        reportProblem,
      }),
  );
  const publishers = connectStreams(database.store, plan.tables, pollers);
  const pending = new PendingWork(pollers);
  const abort = new AbortController();
  let requeueing: Promise<void> = Promise.resolve();
  if (database.unclean) {
    reportProblem('the last run was not stopped cleanly; every row that a reader wants is queued for it again');
    requeueing = pending
      .requeue(() => requeueRows(database.store, publishers, () => pending.records, abort.signal))
      .catch((error: unknown) => reportProblem(`queueing the rows again failed: ${errorText(error)}`));
  }
  teardown.defer(async () => {
    // In memory nothing outlives the stop, so there is nothing to wait for.
    const clean = props.dataDirectory === undefined || (await pending.drain(props.drainMilliseconds ?? 10_000));
    database.setClean(clean);
    abort.abort();
    pending.stop();
    await requeueing;
  });
  return pending;
}

async function startGateway(
  plan: LocalPlan,
  invokerOf: InvokerOf,
  pending: PendingWork,
  { httpPort, page }: LocalRuntimeProps,
  reportProblem: WriteLine,
  teardown: Teardown,
): Promise<string> {
  if (!plan.api) return '';
  const gateway = createGateway({
    api: plan.api,
    permissions: plan.permissions,
    invokerOf,
    pendingRecords: () => pending.records,
    ...(page === undefined ? {} : { page: servePage(page.directory, page.settings) }),
    reportProblem,
  });
  const url = await listen(gateway, httpPort ?? 0, 'the API');
  teardown.defer(() => close(gateway));
  return url;
}

function startSchedules(plan: LocalPlan, invoke: InvokeFunctions, reportProblem: WriteLine, teardown: Teardown): void {
  const stopClock = startScheduleClock(plan.schedules, (schedule) => {
    invoke
      .bySchedule(schedule)
      .catch((error: unknown) => reportProblem(`the schedule ${schedule.name} failed: ${errorText(error)}`));
  });
  teardown.defer(stopClock);
}

async function start(
  plan: LocalPlan,
  props: LocalRuntimeProps,
  reportProblem: WriteLine,
  teardown: Teardown,
): Promise<LocalRuntime> {
  const database = await startDatabase(props.dataDirectory, plan.tables, teardown);
  const writeLine = openLog(props, database.logFile, reportProblem, teardown);
  const { store, tables, failuresDirectory } = database;
  const meter = new UnitMeter();
  const identities = identifyFunctions(plan.functions);
  const front = createDatabaseFront(createRequestHandler({ store, tables, meter, reportProblem }), identities.callers);
  const dynamodbUrl = await listen(front, props.dynamodbPort ?? 0, 'the database');
  teardown.defer(() => close(front));
  const eventsUrl = await startEvents(plan.eventBuses, identities.callers, props, reportProblem, teardown);
  const addresses = { databaseUrl: dynamodbUrl, eventsUrl };
  const invokerOf = startFunctions(plan.functions, identities, addresses, writeLine, teardown);
  const pending = startStreams(plan, database, invokerOf, props, reportProblem, teardown);
  const invoke = createInvokeFunctions({ plan, invokerOf });
  const sweepExpired = () => removeExpiredRows(store, plan.tables, tables, Math.floor(Date.now() / 1000));
  teardown.defer(startExpirySweep(sweepExpired, reportProblem));
  const url = await startGateway(plan, invokerOf, pending, props, reportProblem, teardown);
  if (props.clockSchedules ?? true) startSchedules(plan, invoke, reportProblem, teardown);
  return {
    url,
    dynamodbUrl,
    stackName: plan.stackName,
    meter,
    failuresDirectory,
    pendingRecords: () => pending.records,
    untilIdle: (timeoutMilliseconds) => pending.untilIdle(timeoutMilliseconds),
    invoke: (functionName, event) => invoke.byName(functionName, event),
    async runSchedule(name) {
      for (const schedule of invoke.schedulesByName(name)) await invoke.bySchedule(schedule);
    },
    removeExpiredRows: sweepExpired,
    stop: () => teardown.run(),
  };
}

/**
 * Runs a synthesised stack on this machine: tables, functions, streams, HTTP API and schedules. Whatever the
 * template has that cannot be run is named before anything is started; a start that fails half-way leaves
 * nothing running.
 *
 * @throws HoldfastError with a code `local.…` and one line for the user
 */
export async function startLocalRuntime(props: LocalRuntimeProps): Promise<LocalRuntime> {
  const plan = readPlan(readAssembly(props.assemblyDirectory, props.stackName));
  const teardown = new Teardown();
  try {
    return await start(plan, props, reportSparingly(props.onProblem ?? toStandardError), teardown);
  } catch (error) {
    await teardown.run();
    throw error;
  }
}
