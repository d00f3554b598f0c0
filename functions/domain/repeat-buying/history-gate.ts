export interface HistoryGate {
  /** Days from the first purchase of all to the end of what was observed. */
  readonly historyDays: number;
  /** Default 180: with less every buyer looks alive. */
  readonly minimumHistoryDays?: number;
  /** Default 500: with fewer the parameters are mostly chance. */
  readonly minimumBuyers?: number;
}

/** Why buyers are too few, or too little was seen of them, for a model; null where there is enough. */
export function tooLittleHistory(buyerCount: number, gate: HistoryGate): string | null {
  const { historyDays, minimumHistoryDays = 180, minimumBuyers = 500 } = gate;
  const lacks = [
    ...(historyDays < minimumHistoryDays
      ? [`${Math.floor(historyDays)} days of history, and ${minimumHistoryDays} are needed`]
      : []),
    ...(buyerCount < minimumBuyers ? [`${buyerCount} buyers, and ${minimumBuyers} are needed`] : []),
  ];
  return lacks.length === 0 ? null : `too little history for a model: ${lacks.join('; ')}`;
}
