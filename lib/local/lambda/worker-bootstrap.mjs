// Runs one function in a worker thread: loads its bundle, then answers one invocation at a time. Plain
// JavaScript, because a worker is started without the loader that runs the sources.
import { parentPort, workerData } from 'node:worker_threads';

const { moduleUrl, exportName, contextFields } = workerData;

const describe = (error) =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') }
    : { errorType: typeof error, errorMessage: String(error), trace: [] };

const loadHandler = async () => {
  const loaded = await import(moduleUrl);
  const handler = loaded[exportName] ?? loaded.default?.[exportName];
  if (typeof handler !== 'function') throw new Error(`${exportName} is undefined or not exported`);
  return handler;
};

const context = (requestId, deadlineEpochMilliseconds) => ({
  ...contextFields,
  awsRequestId: requestId,
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => Math.max(0, deadlineEpochMilliseconds - Date.now()),
});

let handler;
try {
  handler = await loadHandler();
} catch (error) {
  parentPort.postMessage({ kind: 'unusable', ...describe(error) });
}

if (handler) {
  parentPort.on('message', async ({ requestId, eventText, deadlineEpochMilliseconds }) => {
    try {
      const result = await handler(JSON.parse(eventText), context(requestId, deadlineEpochMilliseconds));
      parentPort.postMessage({ kind: 'succeeded', requestId, payloadText: JSON.stringify(result) ?? 'null' });
    } catch (error) {
      parentPort.postMessage({ kind: 'failed', requestId, ...describe(error) });
    }
  });
  parentPort.postMessage({ kind: 'ready' });
}
