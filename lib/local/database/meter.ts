/** What one caller used of one table since the start or the last reset. */
export interface MeterReading {
  /** A function's name, or `operator` for whoever runs the machine. */
  readonly caller: string;
  readonly table: string;
  /** Capacity units: 4 KB read consistently, 8 KB eventually. */
  readonly readUnits: number;
  /** Capacity units: 1 KB written; what the table's indexes take is counted with it. */
  readonly writeUnits: number;
  /** Calls that touched the table; a batch counts once. */
  readonly calls: number;
}

export interface Meter {
  snapshot(): readonly MeterReading[];
  reset(): void;
}

interface Counts {
  readUnits: number;
  writeUnits: number;
  calls: number;
}

export class UnitMeter implements Meter {
  readonly #counts = new Map<string, Map<string, Counts>>();

  add(caller: string, table: string, kind: 'read' | 'write', units: number): void {
    let tables = this.#counts.get(caller);
    if (!tables) {
      tables = new Map();
      this.#counts.set(caller, tables);
    }
    let counts = tables.get(table);
    if (!counts) {
      counts = { readUnits: 0, writeUnits: 0, calls: 0 };
      tables.set(table, counts);
    }
    counts.calls += 1;
    if (kind === 'read') counts.readUnits += units;
    else counts.writeUnits += units;
  }

  /** What a write that is already counted cost the indexes of its table besides. */
  addIndexWrites(caller: string, table: string, units: number): void {
    const counts = this.#counts.get(caller)?.get(table);
    if (counts) counts.writeUnits += units;
  }

  snapshot(): readonly MeterReading[] {
    return [...this.#counts].flatMap(([caller, tables]) =>
      [...tables].map(([table, counts]) => ({ caller, table, ...counts })),
    );
  }

  reset(): void {
    this.#counts.clear();
  }
}
