import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, type BuildResult, buildSync } from 'esbuild';
import { HoldfastError } from '../functions/domain/errors.ts';

const projectDirectory = fileURLToPath(new URL('..', import.meta.url));
const pageDirectory = path.join(projectDirectory, 'web');
const scriptEntry = path.join('web', 'main.tsx');
const styleEntry = path.join('web', 'style', 'page.css');

/** A language is a file: its name is the BCP 47 tag. */
const languageTags = (): readonly string[] =>
  readdirSync(path.join(pageDirectory, 'languages'))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.parse(name).name)
    .sort();

const settings = (): BuildOptions & { readonly metafile: true; readonly write: false } => ({
  absWorkingDir: projectDirectory,
  bundle: true,
  minify: true,
  platform: 'browser',
  target: ['es2022', 'chrome111', 'firefox114', 'safari16.4'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  define: { LANGUAGE_TAGS: JSON.stringify(languageTags()) },
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'silent',
  metafile: true,
  write: false,
});

function build(options: BuildOptions): BuildResult<{ metafile: true; write: false }> {
  try {
    return buildSync({ ...settings(), ...options });
  } catch (cause) {
    const [line] = String(cause instanceof Error ? cause.message : cause).split('\n', 1);
    throw new HoldfastError('bundle.failed', `the page cannot be bundled: ${line}`, { cause });
  }
}

/** Path of what was made of an entry, relative to the output folder. */
function outputOf({ metafile }: BuildResult<{ metafile: true }>, entry: string, outputDirectory: string): string {
  const found = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === entry);
  if (found === undefined) throw new HoldfastError('bundle.failed', `the page's bundle has nothing made of ${entry}`);
  return path.posix.relative(outputDirectory, path.join(projectDirectory, found[0]));
}

/**
 * Bundles the page: `index.html`, and what it asks for in `assets/`, whose names change with their content.
 * The same sources give the same bytes.
 * @throws HoldfastError `bundle.failed`
 */
export function bundlePage(outputDirectory: string): void {
  const built = build({
    entryPoints: [scriptEntry, styleEntry],
    outdir: outputDirectory,
    outbase: 'web',
    format: 'esm',
    splitting: true,
    entryNames: 'assets/[name]-[hash]',
    chunkNames: 'assets/[name]-[hash]',
  });
  for (const { path: file, contents } of built.outputFiles) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, contents);
  }
  const html = readFileSync(path.join(pageDirectory, 'index.html'), 'utf8')
    .replace('STYLE', `/${outputOf(built, styleEntry, outputDirectory)}`)
    .replace('SCRIPT', `/${outputOf(built, scriptEntry, outputDirectory)}`);
  writeFileSync(path.join(outputDirectory, 'index.html'), html);
}

/** The element of a page that holds its data; `<` is written as JSON's escape, so that no data ends the element. */
const dataElement = (elementId: string, data: unknown): string =>
  `<script type="application/json" id="${elementId}">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * The page as one file that asks nobody for anything, with its data inside: to be mailed or kept.
 * @param elementId of the element that the page looks for
 * @throws HoldfastError `bundle.failed`
 */
export function bundleEnclosedPage(elementId: string, data: unknown): string {
  const outdir = path.join(projectDirectory, 'out');
  const built = build({ entryPoints: [scriptEntry, styleEntry], outdir, outbase: 'web', format: 'iife' });
  const textOf = (extension: string): string =>
    built.outputFiles.find(({ path: file }) => file.endsWith(extension))?.text ?? '';
  const [script, style] = [textOf('.js'), textOf('.css')];
  // Nothing but these two may run or style, and nothing may be asked of anybody.
  const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; img-src data:; base-uri 'none'; form-action 'none'`;
  return readFileSync(path.join(pageDirectory, 'index.html'), 'utf8')
    .replace(
      '<meta charset="utf-8">',
      () => `<meta charset="utf-8">\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`,
    )
    .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${style}</style>`)
    .replace(
      /<script type="module"[^>]*><\/script>/,
      () => `${dataElement(elementId, data)}\n    <script>${script}</script>`,
    );
}
