/** Bytes of a code: 80 bits, so that a million tries a second would take ages to meet one of a million codes. */
export const offerCodeByteCount = 10;

/** Crockford's alphabet: no letter is taken for another when read out. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bitsOfLetter = 5;
const lettersOfGroup = 4;

/**
 * A code as it is written and read out, such as `7K3M-0PQX-9ZT4-HHW2`.
 * @param bytes random ones of a cryptographic source
 */
export function offerCodeOf(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = (bits.match(new RegExp(`.{${bitsOfLetter}}`, 'g')) ?? []).map(
    (five) => alphabet[Number.parseInt(five, 2)],
  );
  const groups = Array.from({ length: letters.length / lettersOfGroup }, (_, place) =>
    letters.slice(place * lettersOfGroup, (place + 1) * lettersOfGroup).join(''),
  );
  return groups.join('-');
}

const form = new RegExp(`^[${alphabet}]{4}(-[${alphabet}]{4}){3}$`);

/** Whether a text has the form of a code of ours. No shop writes its coupons so by chance. O(characters). */
export const isOfferCode = (text: string): boolean => form.test(text);
