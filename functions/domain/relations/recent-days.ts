/** Days, `asOf`'s included, in which orders count as recent. Apart from what counts them: who only says it needs no more. */
export const recentDays = 14;
