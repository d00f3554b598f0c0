import type { MissingReason, Signal, SignalInputs, SignalName } from '../domain/switching/signal.ts';
import { toMajorUnits } from './money.ts';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 });

interface Money {
  readonly currency: string;
  readonly decimals: number;
}

/** `1 complaint`, `1.2 years`; nouns that take an s alone. */
const counted = (shown: string, noun: string): string => `${shown} ${noun}${shown === '1' ? '' : 's'}`;

const numberIn = (inputs: SignalInputs, name: string): number => {
  const value = inputs[name];
  return typeof value === 'number' ? value : 0;
};

/** What was seen, in words a marketer understands; numbers alone, and nothing of what a customer will do. */
const words: Readonly<Record<SignalName, (inputs: SignalInputs, money: Money) => string>> = {
  breadth: (inputs) => {
    const median =
      inputs.medianCategories === undefined
        ? ''
        : `; median customer ${whole.format(numberIn(inputs, 'medianCategories'))}`;
    const categories = numberIn(inputs, 'categories');
    return `buys in ${whole.format(categories)} ${categories === 1 ? 'category' : 'categories'}${median}`;
  },
  rhythm: (inputs) => {
    const [shortest, longest] = [numberIn(inputs, 'shortestGapDays'), numberIn(inputs, 'longestGapDays')];
    return shortest === longest
      ? `orders every ${counted(whole.format(shortest), 'day')}`
      : `orders every ${whole.format(shortest)} to ${whole.format(longest)} days`;
  },
  complementLockIn: (inputs) => {
    const of = `${whole.format(numberIn(inputs, 'fittingLines'))} of ${whole.format(numberIn(inputs, 'laterLines'))} later lines fit`;
    return inputs.item === undefined
      ? `${of} something bought before`
      : `${of} something bought before, most of all ${inputs.item}`;
  },
  reorderShare: (inputs) =>
    `${whole.format(numberIn(inputs, 'repeatLines'))} of ${whole.format(numberIn(inputs, 'otherLines'))} other later lines repeat an item`,
  setUpDone: (inputs) =>
    `${whole.format(numberIn(inputs, 'done'))} of ${whole.format(numberIn(inputs, 'offered'))} set-ups in use${inputs.kinds === '' ? '' : `: ${inputs.kinds}`}`,
  exclusiveBrandInertia: (inputs) =>
    `${whole.format(numberIn(inputs, 'repeats'))} of ${whole.format(numberIn(inputs, 'pairs'))} choices repeat the brand, where any order gives ${oneDecimal.format(numberIn(inputs, 'expectedRepeats'))}`,
  pointsAtStake: (inputs, { currency, decimals }) =>
    `${toMajorUnits(Math.round(numberIn(inputs, 'valueMinor')), decimals)} ${currency} of points; orders average ${toMajorUnits(Math.round(numberIn(inputs, 'averageOrderMinor')), decimals)}`,
  nearReward: (inputs) =>
    `about ${counted(whole.format(numberIn(inputs, 'expectedDays')), 'day')} from the next reward`,
  tierBenefit: (inputs, { currency, decimals }) =>
    `the tier saved ${toMajorUnits(Math.round(numberIn(inputs, 'benefitMinor')), decimals)} ${currency} in the last year`,
  exclusiveShare: (inputs) =>
    `${whole.format(numberIn(inputs, 'linesOfKind'))} of ${whole.format(numberIn(inputs, 'lines'))} lines are sold only here`,
  advocacy: (inputs) =>
    `referred ${counted(whole.format(numberIn(inputs, 'referrals')), 'buyer')}, wrote ${counted(whole.format(numberIn(inputs, 'reviews')), 'review')}`,
  goodwill: (inputs) =>
    `${oneDecimal.format(numberIn(inputs, 'meanStars'))} of 5 over ${counted(whole.format(numberIn(inputs, 'ratings')), 'rating')}`,
  tenure: (inputs) => `customer for ${counted(oneDecimal.format(numberIn(inputs, 'days') / 365.25), 'year')}`,
  dealSeeking: (inputs) =>
    `${percent.format(numberIn(inputs, 'share'))} of the value bought on deal; shop ${percent.format(numberIn(inputs, 'shopShare'))}`,
  categoryDrop: (inputs) => {
    const of = `${whole.format(numberIn(inputs, 'dropped'))} of ${whole.format(numberIn(inputs, 'categories'))} categories not bought for half a year`;
    return inputs.main === undefined ? of : `${of}, most of all ${inputs.main}`;
  },
  leakage: (inputs) => `spends ${percent.format(numberIn(inputs, 'share'))} of similar customers' upper level`,
  comparability: (inputs) =>
    `${whole.format(numberIn(inputs, 'linesOfKind'))} of ${whole.format(numberIn(inputs, 'lines'))} lines are sold elsewhere as well`,
  serviceFailures: (inputs) => {
    const orders = counted(whole.format(numberIn(inputs, 'orders')), 'order');
    const parts = [
      ['late', 'came late'],
      ['faulty', 'came back for a fault'],
    ].flatMap(([name = '', text]) =>
      numberIn(inputs, name) > 0 ? [`${whole.format(numberIn(inputs, name))} of ${orders} ${text}`] : [],
    );
    const open = numberIn(inputs, 'open');
    if (open > 0) parts.push(`${counted(whole.format(open), 'complaint')} open`);
    return parts.length === 0 ? `nothing went wrong in ${orders}` : parts.join('; ');
  },
  stockOuts: (inputs) =>
    `${whole.format(numberIn(inputs, 'outOfStock'))} of ${whole.format(numberIn(inputs, 'wanted'))} wanted items were out of stock`,
};

const missingWords: Readonly<Record<MissingReason, string>> = {
  'not-sent': 'the shop does not send what it is made of',
  'too-little-evidence': 'too little is known of this customer',
  'not-defined': 'there is nothing to divide by',
  'too-few-peers': 'there are too few similar customers',
};

/** Why a signal has its value, or none, in English words. */
export function signalReason({ name, value, inputs, missing }: Signal, money: Money): string {
  if (value !== null) return words[name](inputs, money);
  if (inputs.buyer === 'exclusive-buyer') {
    return `chose one brand ${whole.format(numberIn(inputs, 'pairs') + 1)} times in a row, so order tells nothing`;
  }
  return missingWords[missing ?? 'too-little-evidence'];
}
