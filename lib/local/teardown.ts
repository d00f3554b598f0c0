/** What has to be undone, last first: at the stop, or where a start fails half-way. */
export class Teardown {
  readonly #steps: (() => void | Promise<void>)[] = [];
  #running: Promise<void> | undefined;

  defer(step: () => void | Promise<void>): void {
    this.#steps.push(step);
  }

  /** Every step is taken even if an earlier one fails; the first failure is thrown at the end. Runs once. */
  run(): Promise<void> {
    this.#running ??= this.#undo();
    return this.#running;
  }

  async #undo(): Promise<void> {
    const failures: unknown[] = [];
    for (const step of this.#steps.reverse()) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
