import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { HoldfastError } from '../../functions/domain/errors.ts';
import { createApp, synthesise } from '../../lib/app.ts';
import { type StageSettings, stages } from '../../lib/config.ts';
import { standInHandlers, temporaryFolder } from './synthesised-stage.ts';

const folder = temporaryFolder();
const handlersDirectory = standInHandlers();
const textOf = (settings: StageSettings, name: string): string =>
  readFileSync(synthesise(settings, path.join(folder, name), { handlersDirectory }).templateFile, 'utf8');

const dev = textOf(stages.dev, 'dev');

describe('a stage', () => {
  it('gives the same template twice, to the byte', () => {
    expect(textOf(stages.dev, 'again')).toBe(dev);
  });

  it('names no account and no region, so that it deploys to any', () => {
    expect(dev).not.toMatch(/\b\d{12}\b|\b(eu|us|ap)-[a-z]+-\d\b/);
  });

  it('shares no name with another', () => {
    const prod = textOf(stages.prod, 'prod');

    expect(prod).not.toContain('holdfast-dev');
    expect(prod).not.toContain('/holdfast/dev');
  });

  it('is protected from deletion, unless its data are disposable', () => {
    const stackOf = (settings: StageSettings, name: string) =>
      createApp({ settings, handlersDirectory, outputDirectory: path.join(folder, name) }).stack;

    expect(stackOf(stages.dev, 'protected').terminationProtection).toBe(true);
    expect(stackOf({ ...stages.dev, dataProtection: 'disposable' }, 'free').terminationProtection).toBe(false);
  });

  it('with a broken setting is refused before anything is written', () => {
    const wrong = { ...stages.dev, currency: 'pounds' };

    expect(() => synthesise(wrong, path.join(folder, 'wrong'), { handlersDirectory })).toThrow(HoldfastError);
    expect(() => readFileSync(path.join(folder, 'wrong', 'manifest.json'))).toThrow('ENOENT');
  });
});
