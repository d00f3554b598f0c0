import type { ChannelOutcome } from '../../functions/flows/personal/list-for-channel.ts';

const lineIntervalMilliseconds = 3_000;
const show = new Intl.NumberFormat('en');

/** Counts what became of the customers, and says so every three seconds: how many there are is not known before. */
export class ExportTally {
  readonly #counts = { listed: 0, 'no-consent': 0, objection: 0, 'nothing-to-name': 0 };
  readonly #output: { write(text: string): unknown };
  readonly #elapsedMilliseconds: () => number;
  #saidAt: number;

  /** @param elapsedMilliseconds since some moment; default the process's own clock */
  constructor(output: { write(text: string): unknown }, elapsedMilliseconds = () => performance.now()) {
    this.#output = output;
    this.#elapsedMilliseconds = elapsedMilliseconds;
    this.#saidAt = elapsedMilliseconds();
  }

  add({ outcome }: ChannelOutcome): void {
    this.#counts[outcome] += 1;
    if (this.#elapsedMilliseconds() - this.#saidAt < lineIntervalMilliseconds) return;
    this.#saidAt = this.#elapsedMilliseconds();
    this.#output.write(`${this.words()}\n`);
  }

  /** "1,204 customers with lists; left out: 310 without consent, 2 who object, 14 with nothing to name". */
  words(): string {
    const { listed, objection, 'no-consent': noConsent, 'nothing-to-name': nothing } = this.#counts;
    const customers = `${show.format(listed)} customer${listed === 1 ? '' : 's'} with lists`;
    return `${customers}; left out: ${show.format(noConsent)} without consent, ${show.format(objection)} who object, ${show.format(nothing)} with nothing to name`;
  }
}
