import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = new URL('../../..', import.meta.url).pathname;
const pages = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));

/** Paths of tests that a page names in full, with or without the ending. */
const testsNamedIn = (page: string): readonly string[] =>
  [...readFileSync(join(root, 'docs', page), 'utf8').matchAll(/\btest\/[\w./-]+/g)].map(([path]) =>
    path.replace(/[./]+$/, ''),
  );

describe('what the docs say is pinned by a test', () => {
  it.each(pages)('has the test: %s', (page) => {
    const missing = testsNamedIn(page).filter((path) => {
      return ![path, `${path}.ts`, `${path}.test.ts`].some((candidate) => existsSync(join(root, candidate)));
    });
    expect(missing).toEqual([]);
  });

  it('names the tests of the customer models', () => {
    expect(testsNamedIn('models.md').length).toBeGreaterThan(10);
  });
});

describe('links between the docs', () => {
  it.each(['README.md', 'CHANGELOG.md', ...pages.map((page) => join('docs', page))])('lead somewhere: %s', (page) => {
    const text = readFileSync(join(root, page), 'utf8');
    const targets = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, target = '']) => target);
    const missing = targets.filter((target) => !existsSync(join(root, page, '..', target)));
    expect(missing).toEqual([]);
  });
});
