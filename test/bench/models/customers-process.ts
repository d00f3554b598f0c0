import { customerModelsBuilder } from '../../../functions/domain/standing/customer-models-builder.ts';
import { drawnReportCustomer, reportSettings } from '../../support/report-customers.ts';
import { measureRefresh } from './measure-refresh.ts';
import { measureReport } from './measure-report.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

function printRefresh(): void {
  const builder = customerModelsBuilder({ ...reportSettings, version: 'bench', minorUnitsPerMajorUnit: 100 });
  for (let seed = 0; seed < 5_000; seed += 1) builder.add(drawnReportCustomer(seed, 40).summary);
  const { orders, lines, returns, medianMilliseconds, p99Milliseconds, rowBytes } = measureRefresh(builder.build());
  print(`refresh of a customer: ${orders} orders, ${lines} lines, ${returns} returns, row of ${rowBytes} bytes`);
  print(`  CPU median ${medianMilliseconds.toFixed(2)} ms, p99 ${p99Milliseconds.toFixed(2)} ms`);
}

function printReport(rows: number): void {
  const { customers, reportSeconds, standingSeconds, reportBytes, sameBytes } = measureReport(rows);
  print(`report of ${customers} customers, ${reportBytes} bytes of JSON`);
  print(
    `  CPU: summaries and report ${reportSeconds.toFixed(1)} s, where customers stand ${standingSeconds.toFixed(1)} s`,
  );
  print(`  two halves merged give the bytes of one scan: ${sameBytes}`);
  print(`  peak memory of the process ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
}

const [, , workload, rows] = process.argv;
if (workload === 'report') printReport(Number(rows));
else printRefresh();
