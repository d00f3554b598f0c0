import { parentPort } from 'node:worker_threads';
import { kernelScratch, neighboursOfRange } from '../../functions/domain/copurchase/kernel.ts';
import { writePostings, writeRows } from '../../functions/domain/copurchase/packed-baskets.ts';
import type { WorkerTask } from './worker-task.ts';

function work(task: WorkerTask): void {
  switch (task.step) {
    case 'write-rows':
      writeRows(task.packing, task.index);
      return;
    case 'write-postings':
      writePostings(task.packing, task.index, task.packed);
      return;
    case 'rank': {
      const { packed, table, cuts, nextRange } = task;
      const scratch = kernelScratch(packed);
      for (let range = Atomics.add(nextRange, 0, 1); range + 1 < cuts.length; range = Atomics.add(nextRange, 0, 1)) {
        neighboursOfRange(packed, cuts[range] ?? 0, cuts[range + 1] ?? 0, scratch, table);
      }
    }
  }
}

parentPort?.on('message', (task: WorkerTask) => {
  work(task);
  parentPort?.postMessage('done');
});
