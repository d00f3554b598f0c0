/**
 * Seconds a derived row without facts is kept before it may be deleted. It is emptied rather than deleted at once,
 * or a straggler that saw "absent" could bring it back; a day is far beyond any straggler.
 */
export const emptyRowLifeSeconds = 86_400;
