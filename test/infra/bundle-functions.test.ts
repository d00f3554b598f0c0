import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bundleFile, bundleFunctions } from '../../lib/bundle-functions.ts';
import { functionNames } from '../../lib/constructs/function-catalogue.ts';
import { standInHandlers, temporaryFolder } from './synthesised-stage.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const folder = temporaryFolder();
const handlers = standInHandlers();
const outputDirectory = path.join(folder, 'bundles');
bundleFunctions({ functionNames, outputDirectory });
const bundleOf = (name: string, output = outputDirectory) => path.join(output, name, bundleFile);

const loadBundle = 'const bundle = await import(process.argv[1]); process.stdout.write(typeof bundle.handler);';

/** What a bundle exports as its handler, loaded away from any `node_modules`. */
function typeOfHandler(bundle: string): string {
  const environment = {
    HOLDFAST_STACK: 'holdfast-test',
    HOLDFAST_CURRENCY: 'GBP',
    HOLDFAST_TIME_ZONE: 'Europe/London',
    HOLDFAST_MAX_BASKET_ITEMS: '100',
    HOLDFAST_WEBHOOK: '{}',
    HOLDFAST_EMAIL: '{}',
    AWS_REGION: 'eu-west-1',
  };
  return execFileSync(process.execPath, ['--input-type=module', '-e', loadBundle, bundle], {
    cwd: folder,
    env: environment,
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

describe('bundles of the functions', () => {
  it('are one file a function', () => {
    expect(readdirSync(outputDirectory).sort()).toEqual([...functionNames].sort());
    for (const name of functionNames) expect(readdirSync(path.join(outputDirectory, name))).toEqual([bundleFile]);
  });

  it.each(functionNames)('%s has everything it needs inside, and exports its handler', (name) => {
    expect(typeOfHandler(bundleOf(name))).toBe('function');
  });

  // A cold start reads and compiles the whole file. The largest has 695 KB, and three times that unminified.
  it.each(functionNames)('%s is small enough to start fast: under 700 KB', (name) => {
    expect(statSync(bundleOf(name)).size).toBeLessThan(700_000);
  });

  it('have nothing inside that writes the steps of a calculation to a terminal', () => {
    const chatty = functionNames.filter((name) => readFileSync(bundleOf(name), 'utf8').includes('tty_wrap'));

    expect(chatty).toEqual([]);
  });

  it('come out the same to the byte wherever they are put, and name no folder of this machine', () => {
    const elsewhere = path.join(folder, 'deeper', 'elsewhere');
    bundleFunctions({ functionNames, outputDirectory: elsewhere });

    for (const name of functionNames) {
      const bytes = readFileSync(bundleOf(name), 'utf8');
      expect(readFileSync(bundleOf(name, elsewhere), 'utf8') === bytes).toBe(true);
      expect(bytes.includes(project)).toBe(false);
    }
  });
});

describe('bundling', () => {
  it('serves a CommonJS package that requires a module of Node', () => {
    const sourceDirectory = path.join(folder, 'legacy');
    mkdirSync(sourceDirectory);
    writeFileSync(path.join(sourceDirectory, 'package.cjs'), "module.exports = require('node:path').join;\n");
    writeFileSync(path.join(sourceDirectory, 'ingest.ts'), "export { default as handler } from './package.cjs';\n");

    bundleFunctions({ functionNames: ['ingest'], outputDirectory: sourceDirectory, sourceDirectory });

    expect(typeOfHandler(bundleOf('ingest', sourceDirectory))).toBe('function');
  });

  it('names every handler file that is missing', () => {
    rmSync(path.join(handlers, 'authorize.ts'));
    rmSync(path.join(handlers, 'sweep-stale.ts'));

    const work = () => bundleFunctions({ functionNames, outputDirectory: folder, sourceDirectory: handlers });

    expect(work).toThrow(/has no authorize\.ts, sweep-stale\.ts; every function has its handler file there/);
  });

  it('tells in one line what is wrong with a source', () => {
    const sourceDirectory = path.join(folder, 'wrong');
    mkdirSync(sourceDirectory);
    writeFileSync(path.join(sourceDirectory, 'ingest.ts'), "import { nothing } from './nowhere.ts';\nnothing();\n");

    const work = () => bundleFunctions({ functionNames: ['ingest'], outputDirectory: folder, sourceDirectory });

    expect(work).toThrow(/^the functions cannot be bundled: .*Could not resolve "\.\/nowhere\.ts"$/);
  });
});
