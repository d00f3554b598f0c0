import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from 'commander';
import { currencyDecimals } from '../functions/contracts/money.ts';
import { defaultVariantBShare } from '../functions/domain/attribution/experiment.ts';
import type { RankShop } from '../functions/domain/copurchase/neighbours.ts';
import { HoldfastError } from '../functions/domain/errors.ts';
import { defaultOfferSettings, type OfferSettings } from '../functions/domain/offers/offer-settings.ts';
import { defaultMaximumBasketItems } from '../functions/domain/orders/evidence-items.ts';
import { createModelsCache } from '../functions/flows/customers/models-cache.ts';
import { createStores, type Stores } from '../functions/stores/create-stores.ts';
import { openTables } from '../functions/stores/open-tables.ts';
import { type StageSettings, settingsOfStage, stackNameOf } from '../lib/config.ts';
import { rankShopInThreads } from './copurchase/rank-shop-in-threads.ts';

export interface StackOptions {
  readonly stack: string;
  readonly endpoint?: string;
}

/** What jobs on a stack's tables need: stores, the stage's settings, and this process's clock. */
export interface OpenStack extends Stores {
  readonly currency: string;
  readonly timeZone: string;
  /** Of the currency, such as 100. */
  readonly minorUnitsPerMajorUnit: number;
  readonly maximumBasketItems: number;
  readonly evidenceWindowDays?: number;
  readonly comparison?: { readonly share: number };
  readonly offerSettings: OfferSettings;
  /** On as many threads as this machine runs at once, where the shop is large. */
  readonly rankShop: RankShop;
  readonly now: () => Date;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** 0 to below 1. */
  readonly random: () => number;
  /** Of a cryptographic source. */
  readonly randomBytes: (byteCount: number) => Uint8Array;
  /** A job of the command line is never cut off. */
  readonly remainingMilliseconds: () => number;
}

/** Adds the two options that say which tables a command works on. */
export const withStackOptions = (command: Command): Command =>
  command
    .requiredOption('--stack <name>', 'name of the stack, such as holdfast-dev')
    .option('--endpoint <url>', 'address of the database; default DynamoDB of the AWS account');

const stackPrefix = stackNameOf('');

function settingsOfStack(stack: string): StageSettings {
  if (stack.startsWith(stackPrefix)) return settingsOfStage(stack.slice(stackPrefix.length));
  throw new HoldfastError('stack.unknown', `the stack is "${stack}"; stacks are named ${stackPrefix}<stage>`, {
    details: { stack },
  });
}

const comparisonOf = ({ rankingComparison }: StageSettings): Pick<OpenStack, 'comparison'> =>
  rankingComparison === undefined
    ? {}
    : { comparison: { share: rankingComparison.visitorShare ?? defaultVariantBShare } };

/** Opens a stack for one piece of work. A stack that has no tables here is `stack.unknown`. */
export async function withStack<Result>(
  { stack, endpoint }: StackOptions,
  work: (open: OpenStack) => Promise<Result>,
): Promise<Result> {
  const settings = settingsOfStack(stack);
  const access = openTables({ stackName: stack, ...(endpoint === undefined ? {} : { endpoint }) });
  try {
    const stores = createStores(access);
    const now = () => new Date();
    return await work({
      ...stores,
      customerModels: { ...stores.customerModels, ...createModelsCache(stores.customerModels, now) },
      currency: settings.currency,
      timeZone: settings.timeZone,
      minorUnitsPerMajorUnit: 10 ** currencyDecimals(settings.currency),
      maximumBasketItems: settings.maxBasketItems ?? defaultMaximumBasketItems,
      ...(settings.evidenceWindowDays === undefined ? {} : { evidenceWindowDays: settings.evidenceWindowDays }),
      ...comparisonOf(settings),
      offerSettings: { ...defaultOfferSettings, ...settings.offers },
      rankShop: rankShopInThreads,
      now,
      pause,
      random: Math.random,
      randomBytes,
      remainingMilliseconds: () => Number.POSITIVE_INFINITY,
    });
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ResourceNotFoundException') throw error;
    throw new HoldfastError('stack.unknown', `there is no stack "${stack}" here: its tables were not found`, {
      details: { stack },
      cause: error,
    });
  } finally {
    access.close();
  }
}
