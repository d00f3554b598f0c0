import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HoldfastError } from '../../../functions/domain/errors.ts';

/** What a worker imports. */
export interface HandlerLocation {
  readonly moduleUrl: string;
  readonly exportName: string;
}

/**
 * @param owner how messages name the function
 * @param assetDirectory folder of the bundle
 * @param handler file without ending, a dot, export: `index.handler`
 * @throws HoldfastError `local.no-asset` where the bundle lacks the handler's file
 */
export function locateHandler(owner: string, assetDirectory: string, handler: string): HandlerLocation {
  const dot = handler.lastIndexOf('.');
  const file = handler.slice(0, dot);
  const endings = ['.mjs', '.cjs', '.js'];
  const path = endings.map((ending) => join(assetDirectory, file + ending)).find(existsSync);
  if (dot < 1 || path === undefined) {
    throw new HoldfastError(
      'local.no-asset',
      `${owner}: the handler ${handler} is not in ${assetDirectory} (${endings.join(', ')})`,
    );
  }
  return { moduleUrl: pathToFileURL(path).href, exportName: handler.slice(dot + 1) };
}
