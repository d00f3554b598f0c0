import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HoldfastError } from '../../functions/domain/errors.ts';
import { errorCode, errorText, isJsonObject, type Json } from './json.ts';

/** Where a runtime keeps its files. */
export interface DataDirectory {
  /** Folder of the database; undefined in memory. */
  readonly databasePath: string | undefined;
  readonly failuresDirectory: string;
  readonly logFile: string;
  /**
   * Takes the folder over, once the database's own lock is held.
   *
   * @returns whether the last run ended without having worked everything off
   */
  markRunning(): boolean;
  /** Ends a run; `clean` where nothing is left to work off. */
  markStopped(clean: boolean): void;
}

interface Marker {
  readonly pid: number;
}

function readMarker(path: string): Marker | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new HoldfastError('local.data-unusable', `cannot read ${path}: ${errorText(error)}`, { cause: error });
  }
  let marker: Json | undefined;
  try {
    marker = JSON.parse(text);
  } catch {
    marker = undefined;
  }
  if (isJsonObject(marker) && typeof marker.pid === 'number') return { pid: marker.pid };
  throw new HoldfastError(
    'local.bad-marker',
    `${path} is damaged: it should hold {"pid": number} but holds ${JSON.stringify(text.slice(0, 40))}; write {"pid":0} into it to start with every row refreshed`,
  );
}

/** The process that left its marker, for messages; undefined where there is none that can be read. */
export function lastProcess(directory: string): number | undefined {
  try {
    return readMarker(join(directory, 'running.json'))?.pid;
  } catch {
    return undefined;
  }
}

/**
 * The folder of a runtime that keeps its data. Whether another process uses it is told by the database's
 * lock, which dies with its process, and not by the marker: process numbers are used again.
 *
 * @throws HoldfastError `local.data-unusable`, and `local.bad-marker` when the run is marked
 */
export function openDataDirectory(directory: string): DataDirectory {
  const databasePath = join(directory, 'database');
  const failuresDirectory = join(directory, 'failures');
  try {
    mkdirSync(databasePath, { recursive: true });
    mkdirSync(failuresDirectory, { recursive: true });
  } catch (error) {
    throw new HoldfastError(
      'local.data-unusable',
      `cannot write the data directory ${directory}: ${errorText(error)}`,
      {
        cause: error,
      },
    );
  }
  const markerPath = join(directory, 'running.json');
  return {
    databasePath,
    failuresDirectory,
    logFile: join(directory, 'functions.log'),
    markRunning() {
      const unclean = readMarker(markerPath) !== undefined;
      try {
        // Renamed into place, so that a crash cannot leave half a marker.
        writeFileSync(`${markerPath}.part`, JSON.stringify({ pid: process.pid } satisfies Marker));
        renameSync(`${markerPath}.part`, markerPath);
      } catch (error) {
        throw new HoldfastError('local.data-unusable', `cannot write ${markerPath}: ${errorText(error)}`, {
          cause: error,
        });
      }
      return unclean;
    },
    markStopped(clean) {
      if (clean) rmSync(markerPath, { force: true });
    },
  };
}

/** A runtime in memory: only failed records and the log need a place, which goes with the run. */
export function openTemporaryDirectory(): DataDirectory {
  const directory = mkdtempSync(join(tmpdir(), 'holdfast-local-'));
  const failuresDirectory = join(directory, 'failures');
  mkdirSync(failuresDirectory);
  return {
    databasePath: undefined,
    failuresDirectory,
    logFile: join(directory, 'functions.log'),
    markRunning: () => false,
    markStopped: () => rmSync(directory, { recursive: true, force: true }),
  };
}
