import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, buildSync } from 'esbuild';
import { HoldfastError } from '../functions/domain/errors.ts';

const projectDirectory = fileURLToPath(new URL('..', import.meta.url));

/** Where the handlers' sources lie, one file a function. */
export const handlersDirectory = path.join(projectDirectory, 'functions', 'handlers');

/** Files in the output folder of each function; the Lambda handler is `index.handler`. */
export const bundleFile = 'index.mjs';

/** `projectBaskets` is in `project-baskets.ts`. */
export const handlerFileOf = (functionName: string): string =>
  `${functionName.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;

const settings = {
  absWorkingDir: projectDirectory,
  bundle: true,
  minify: true,
  // A stack trace of a minified bundle names its functions at least.
  keepNames: true,
  platform: 'node',
  // One bundle serves the Lambda runtime and the oldest Node that the local runtime is started with.
  target: 'node20',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  // The ESM builds of the SDK can be tree-shaken, the CommonJS ones that Node would take cannot.
  mainFields: ['module', 'main'],
  alias: { debug: path.join(projectDirectory, 'lib', 'silent-debug.cjs') },
  // An ES module has no `require`, which bundled CommonJS packages call for Node's own modules.
  banner: { js: "import{createRequire as $require}from'node:module';const require=$require(import.meta.url);" },
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'silent',
} as const satisfies BuildOptions;

export interface BundleFunctionsProps {
  /** Logical names of the functions. */
  readonly functionNames: readonly string[];
  /** Receives one folder a function, named as the function, with `index.mjs`. */
  readonly outputDirectory: string;
  /** Folder of the sources. Default `functions/handlers`. */
  readonly sourceDirectory?: string;
}

const firstLine = (error: unknown): string =>
  String(error instanceof Error ? error.message : error)
    .split('\n', 3)
    .join(' ');

/**
 * Bundles all functions in one call of esbuild, the SDK with them; the same sources give the same bytes.
 * @throws HoldfastError `bundle.handler-missing`, `bundle.failed`
 */
export function bundleFunctions(props: BundleFunctionsProps): void {
  const sourceDirectory = props.sourceDirectory ?? handlersDirectory;
  const entries = props.functionNames.map((name) => ({
    in: path.join(sourceDirectory, handlerFileOf(name)),
    out: path.posix.join(name, path.parse(bundleFile).name),
  }));
  const missing = entries.filter((entry) => !existsSync(entry.in)).map((entry) => path.basename(entry.in));
  if (missing.length > 0) {
    throw new HoldfastError(
      'bundle.handler-missing',
      `${sourceDirectory} has no ${missing.join(', ')}; every function has its handler file there`,
      { details: { missing } },
    );
  }
  try {
    buildSync({ ...settings, entryPoints: entries, outdir: props.outputDirectory });
  } catch (cause) {
    throw new HoldfastError('bundle.failed', `the functions cannot be bundled: ${firstLine(cause)}`, { cause });
  }
}
