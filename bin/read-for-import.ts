import { basename } from 'node:path';
import { contractContext } from '../functions/contracts/fields.ts';
import { createOrderParser } from '../functions/contracts/order-contract.ts';
import { createReturnParser } from '../functions/contracts/return-contract.ts';
import { HoldfastError } from '../functions/domain/errors.ts';
import { megabytes, type Progress, startProgress } from './progress.ts';
import { onlineRetailCurrency } from './readers/online-retail-line.ts';
import type { OrderFile } from './readers/order-file.ts';
import { sizeOfFile } from './readers/read-blocks.ts';
import { readOrderFile } from './readers/read-order-file.ts';
import { RejectedLines } from './readers/rejected-lines.ts';

/** What the shop's stage says about the orders it takes. */
export interface ShopTerms {
  /** ISO 4217. */
  readonly currency: string;
  /** IANA name; times of the file that name no zone are of this one. */
  readonly timeZone: string;
  readonly now: () => Date;
}

export const rejectedPathOf = (path: string): string => `${basename(path)}.rejected.ndjson`;

/** Shows each part of a job as a progress of its own, in turn. */
export class StagedProgress {
  #stage = '';
  #progress: Progress | undefined;

  update(stage: string, done: number, total: number, show?: (value: number) => string): void {
    if (stage !== this.#stage) {
      this.finish();
      this.#stage = stage;
      this.#progress = startProgress({ label: stage, total, ...(show === undefined ? {} : { show }) });
    }
    this.#progress?.update(done, total);
  }

  finish(): void {
    this.#progress?.finish();
    this.#progress = undefined;
    this.#stage = '';
  }

  stop(): void {
    this.#progress?.stop();
    this.#progress = undefined;
  }
}

/** Reads a file of orders for a shop, and hands it on with the file of what cannot be used, which is closed after. */
export async function withOrderFile<Result>(
  path: string,
  rejectedPath: string,
  terms: ShopTerms,
  work: (file: OrderFile, rejected: RejectedLines, progress: StagedProgress) => Promise<Result>,
): Promise<Result> {
  const size = await sizeOfFile(path);
  const context = contractContext(terms.currency, terms.now);
  const rejected = new RejectedLines(rejectedPath);
  const progress = new StagedProgress();
  try {
    const file = await readOrderFile(path, {
      rejected,
      timeZone: terms.timeZone,
      parser: { parseOrder: createOrderParser(context), parseReturn: createReturnParser(context) },
      onProgress: (readBytes) => progress.update('reading', readBytes, size, megabytes),
    });
    progress.finish();
    if (file.format === 'online-retail' && terms.currency !== onlineRetailCurrency) {
      const message = `${path} is in ${onlineRetailCurrency}, but this shop takes orders in ${terms.currency} only`;
      throw new HoldfastError('order.currency', message);
    }
    const result = await work(file, rejected, progress);
    progress.finish();
    await rejected.close();
    return result;
  } catch (error) {
    progress.stop();
    await rejected.discard();
    throw error;
  }
}
