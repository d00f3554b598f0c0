import type { RetentionReportView } from '../../functions/contracts/retention-report-view.ts';
import { useClient } from '../api/client-context.ts';
import { useAnswer } from '../api/use-answer.ts';
import { handOver } from '../components/download.ts';
import { Answered } from '../components/states.tsx';
import { ReportView } from './report-view.tsx';

const path = '/v1/reports/retention';

/** The report of the latest night. */
export function ReportPage() {
  const client = useClient();
  const answer = useAnswer<RetentionReportView>(path);
  const download = async (tile: string) => handOver(await client.download(`${path}/${tile}.csv`), `${tile}.csv`);
  return <Answered answer={answer}>{(report) => <ReportView report={report} download={download} />}</Answered>;
}
