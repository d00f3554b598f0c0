import type { Command } from 'commander';
import { currencyDecimals } from '../../functions/contracts/money.ts';
import { HoldfastError } from '../../functions/domain/errors.ts';
import { defaultMaximumBasketItems } from '../../functions/domain/orders/evidence-items.ts';
import { stages } from '../../lib/config.ts';
import { createApiClient } from '../api-client.ts';
import { keepHeapCompact } from '../compact-heap.ts';
import { importIntoTables } from '../import-into-tables.ts';
import { importReport } from '../import-report.ts';
import { type ApiImportOptions, importThroughApi } from '../import-through-api.ts';
import { withStack } from '../open-stack.ts';
import { rejectedPathOf, withOrderFile } from '../read-for-import.ts';
import { type BesideFiles, readBesideOrders } from '../signals/beside-orders.ts';

interface ImportOptions {
  readonly stack?: string;
  readonly endpoint?: string;
  readonly api?: string;
  readonly key?: string;
  readonly rejected?: string;
  readonly timeZone?: string;
  readonly currency?: string;
  readonly events?: string;
  readonly items?: string;
}

interface ApiTarget {
  readonly url: string;
  readonly key: string;
}

/** Where to import to: the tables of a stack, or an API. */
function targetOf({ stack, endpoint, api, key }: ImportOptions): { readonly stack: string } | ApiTarget {
  if (stack !== undefined && api === undefined && key === undefined) return { stack };
  if (api !== undefined && key !== undefined && stack === undefined && endpoint === undefined) {
    return { url: api, key };
  }
  throw new HoldfastError(
    'import.target',
    'say where to import to: --stack NAME [--endpoint URL] for the tables, or --api URL --key KEY for the API',
  );
}

const besideOf = ({ events, items }: ImportOptions): BesideFiles => ({
  ...(events === undefined ? {} : { events }),
  ...(items === undefined ? {} : { items }),
});

async function importToApi(path: string, target: ApiTarget, options: ImportOptions): Promise<string> {
  const startedAt = performance.now();
  const client = createApiClient(target);
  const currency = options.currency ?? stages.dev.currency;
  const terms = { currency, timeZone: options.timeZone ?? stages.dev.timeZone, now: () => new Date() };
  const rejectedPath = options.rejected ?? rejectedPathOf(path);
  const beside = await readBesideOrders(besideOf(options), terms);
  const items = [...(beside.catalogue?.values() ?? [])];
  return withOrderFile(path, rejectedPath, terms, async (file, rejected, progress) => {
    const sending: ApiImportOptions = {
      decimals: currencyDecimals(currency),
      onProgress: (stage, done, total) => progress.update(stage, done, total),
      onRejected: ({ code, issues, entry }) => rejected.add({ reason: code, issues, raw: entry }),
    };
    const result = await importThroughApi(client, file.log, sending, { events: beside.events, items });
    return importReport({
      path,
      file,
      ...result,
      items: result.catalogue,
      beside,
      namedItemCount: result.items.accepted,
      maximumBasketItems: defaultMaximumBasketItems,
      rejectedCount: rejected.count,
      rejectedPath,
      elapsedMilliseconds: performance.now() - startedAt,
    });
  });
}

/** `holdfast import`: a file of orders into the tables or through the API. */
export function registerImportCommand(program: Command): void {
  program
    .command('import <file>')
    .description(
      'import orders: UCI Online Retail CSV, or CSV or NDJSON of the order shape of POST /v1/orders; plain or .gz',
    )
    .option('--stack <name>', 'straight into the tables of this stack, such as holdfast-dev')
    .option('--endpoint <url>', 'with --stack: address of the database; default DynamoDB of the AWS account')
    .option('--api <url>', 'through the API at this address')
    .option('--key <key>', 'with --api: a key with the scope ingest')
    .option('--events <file>', 'service events beside the orders, NDJSON')
    .option('--items <file>', 'the catalogue beside the orders, NDJSON; replaces what is known of its items')
    .option('--rejected <path>', 'file for lines that cannot be used; default FILE.rejected.ndjson in this folder')
    .option('--time-zone <name>', "IANA zone of times that name none; default the stage's")
    .option('--currency <code>', `with --api: the shop's currency; default ${stages.dev.currency}`)
    .action(async (path: string, options: ImportOptions) => {
      const target = targetOf(options);
      keepHeapCompact();
      if ('url' in target) {
        process.stdout.write(await importToApi(path, target, options));
        return;
      }
      const stackOptions = { ...target, ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }) };
      const { report } = await withStack(stackOptions, (open) =>
        importIntoTables(open, {
          path,
          rejectedPath: options.rejected ?? rejectedPathOf(path),
          beside: besideOf(options),
          ...(options.timeZone === undefined ? {} : { fileTimeZone: options.timeZone }),
        }),
      );
      process.stdout.write(report);
    });
}
