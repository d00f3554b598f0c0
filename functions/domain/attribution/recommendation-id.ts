import { HoldfastError } from '../errors.ts';
import type { Instant } from '../orders/order.ts';
import { textHash } from './text-hash.ts';

const kindLetters = {
  together: 't',
  next: 'n',
  similar: 's',
  bestsellers: 'b',
  trending: 'u',
  new: 'w',
  basket: 'k',
  'for-you': 'y',
  'buy-again': 'a',
} as const;

/** What a list of recommendations was made as. */
export type AnswerKind = keyof typeof kindLetters;

export const answerKinds = Object.keys(kindLetters) as readonly AnswerKind[];

/** All that is known of an answer later on: nothing is stored when one is given, its id carries it. */
export interface AnswerIdentity {
  readonly kind: AnswerKind;
  /** Id of the item asked for; absent for lists of a basket, a customer or the shop. */
  readonly subject?: string;
  /** Where the shop shows it: 1 to 40 characters of a-z, 0-9 and "-". */
  readonly placement?: string;
  /** 0 to 2^31 - 1. */
  readonly scoringVersion: number;
  /** Side of the A/B switch; absent where none was on. */
  readonly variant?: 'a' | 'b';
  /** One of the few slots that show the plain list, for comparison. */
  readonly isUnpersonalised: boolean;
  /** To the second; finer parts are cut off by encoding. */
  readonly answeredAt: Instant;
}

export const placementPattern = /^[a-z0-9-]{1,40}$/;

/** Order lines take ids of recommendations, also those of other systems, up to this length. */
const maximumCharacters = 128;
const prefix = 'r1.';
/** prefix, kind, arm, scoring version . second . placement . subject */
const form = /^r1\.([a-z])([0-5])([0-9a-z]{1,6})\.([0-9a-z]{1,8})\.([a-z0-9-]{0,40})\.([A-Za-z0-9_.-]*)$/;
const plainText = /^[A-Za-z0-9_.-]+$/;
const variants = [undefined, 'a', 'b'] as const;
const maximumVersion = 2 ** 31 - 1;
/** The end of the year 9999, the last that the fixed width of an instant holds. */
const lastSecond = 253_402_300_799;

const hashMarked = (subject: string): string =>
  `h${[1, 2].map((seed) => textHash(subject, seed).toString(16).padStart(8, '0')).join('')}`;

/** An item id as it is where it is safe in an address, else as base64url. */
const subjectText = (subject: string): string =>
  plainText.test(subject) ? `p${subject}` : `b${Buffer.from(subject, 'utf8').toString('base64url')}`;

function subjectOf(text: string): string | undefined {
  if (text.startsWith('p')) return text.slice(1);
  return text.startsWith('b') ? Buffer.from(text.slice(1), 'base64url').toString('utf8') : undefined;
}

/**
 * The id of an answer: `r1.` and letters that are safe in an address, at most 128 characters for any item id.
 * Where the item id does not fit beside the rest (always up to 64 characters of letters, digits, "_", "." and "-";
 * other characters take more room), a hash of 64 bits stands for it: ids of two items still differ, but decoding
 * gives no subject. The id is not signed: whoever knows the form can make one. O(characters).
 * @throws HoldfastError `recommendation-id.invalid` for a placement, version or time out of range
 */
export function encodeRecommendationId(identity: AnswerIdentity): string {
  const { kind, subject, placement, scoringVersion, variant, isUnpersonalised, answeredAt } = identity;
  const second = Math.floor(Date.parse(answeredAt) / 1000);
  const isVersion = Number.isInteger(scoringVersion) && scoringVersion >= 0 && scoringVersion <= maximumVersion;
  if (placement !== undefined && !placementPattern.test(placement)) throw invalid('placement', placement);
  if (!isVersion) throw invalid('scoringVersion', scoringVersion);
  if (!(second >= 0 && second <= lastSecond)) throw invalid('answeredAt', answeredAt);
  const arm = 2 * variants.indexOf(variant) + (isUnpersonalised ? 1 : 0);
  const head = `${prefix}${kindLetters[kind]}${arm}${scoringVersion.toString(36)}.${second.toString(36)}.${placement ?? ''}.`;
  if (subject === undefined) return head;
  const whole = `${head}${subjectText(subject)}`;
  return whole.length <= maximumCharacters ? whole : `${head}${hashMarked(subject)}`;
}

const invalid = (name: string, value: unknown): HoldfastError =>
  new HoldfastError(
    'recommendation-id.invalid',
    `${name} is ${JSON.stringify(value)}; a placement takes 1 to 40 characters of a-z, 0-9 and "-", a scoring version a whole number from 0 to ${maximumVersion}, a time the years 1970 to 9999`,
    { details: { name, value } },
  );

/** What an id says; undefined for a text that is none of ours, as orders may name ids of other systems. O(characters). */
export function decodeRecommendationId(text: string): AnswerIdentity | undefined {
  if (text.length > maximumCharacters) return undefined;
  const [, letter, armText, versionText = '', secondText = '', placement = '', marked = ''] = form.exec(text) ?? [];
  const kind = answerKinds.find((known) => kindLetters[known] === letter);
  const scoringVersion = Number.parseInt(versionText, 36);
  const second = Number.parseInt(secondText, 36);
  if (kind === undefined || scoringVersion > maximumVersion || second > lastSecond) return undefined;
  const arm = Number(armText);
  const variant = variants[arm >> 1];
  const subject = subjectOf(marked);
  const identity: AnswerIdentity = {
    kind,
    ...(subject === undefined ? {} : { subject }),
    ...(placement === '' ? {} : { placement }),
    scoringVersion,
    ...(variant === undefined ? {} : { variant }),
    isUnpersonalised: arm % 2 === 1,
    answeredAt: new Date(second * 1000).toISOString(),
  };
  const isHashed = /^h[0-9a-f]{16}$/.test(marked);
  const again = encodeRecommendationId(identity);
  // One text an answer: what would be written in another way was not written here.
  return again === (isHashed ? text.slice(0, -marked.length) : text) ? identity : undefined;
}
