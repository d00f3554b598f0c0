import { callHotItems, type ServingTask } from './measure-serving.ts';

process.once('message', async (task: ServingTask) => {
  process.send?.(await callHotItems(task));
});
