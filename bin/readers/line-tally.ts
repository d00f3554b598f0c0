/** Counts what became of each line; the counts add up to the lines read by construction. */
export class LineTally {
  readonly #counts = new Map<string, number>();
  #linesRead = 0;

  get linesRead(): number {
    return this.#linesRead;
  }

  count(outcome: string): void {
    this.#linesRead += 1;
    this.#counts.set(outcome, (this.#counts.get(outcome) ?? 0) + 1);
  }

  /** Lines counted as one thing turn out to be another. */
  move(from: string, to: string, lines: number): void {
    if (lines === 0) return;
    this.#counts.set(from, (this.#counts.get(from) ?? 0) - lines);
    this.#counts.set(to, (this.#counts.get(to) ?? 0) + lines);
  }

  /** Outcomes that occurred, most frequent first. */
  toMap(): ReadonlyMap<string, number> {
    return new Map([...this.#counts].filter(([, lines]) => lines > 0).sort(([, left], [, right]) => right - left));
  }
}
