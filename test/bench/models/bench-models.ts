import { fork } from 'node:child_process';

const fitProcess = new URL('./fit-process.ts', import.meta.url);
const customersProcess = new URL('./customers-process.ts', import.meta.url);

/** What is measured, each in a process of its own so that its peak memory can be told. */
const measurements = [
  { script: fitProcess, workload: 'cdnow' },
  { script: fitProcess, workload: 'million' },
  { script: customersProcess, workload: 'refresh' },
  { script: customersProcess, workload: 'report' },
] as const;

/** Prints times and peak memory of fits, of a refresh and of a report. @param customers rows of the report */
export async function benchModels(customers: number): Promise<void> {
  for (const { script, workload } of measurements) {
    await new Promise<void>((resolve, reject) => {
      const child = fork(script, [workload, String(customers)], { execArgv: ['--import', 'tsx'] });
      child.on('error', reject);
      child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${workload} ended with ${code}`))));
    });
  }
}
