import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../lib/app.ts';
import { stages } from '../../lib/config.ts';
import { readTemplate, temporaryFolder } from './synthesised-stage.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const folder = temporaryFolder();
const home = path.join(folder, 'home');
mkdirSync(home);

// Loaded into every process: a connection that is not to a local pipe is noted down and refused.
const attemptsFile = path.join(folder, 'connections.log');
const noNetwork = path.join(folder, 'no-network.cjs');
writeFileSync(
  noNetwork,
  `const { Socket } = require('node:net');
const { appendFileSync } = require('node:fs');
const connect = Socket.prototype.connect;
Socket.prototype.connect = function (...given) {
  const target = [given[0]].flat()[0];
  const pipe = typeof target === 'object' && target !== null && target.path && !target.host;
  if (pipe) return connect.apply(this, given);
  appendFileSync(${JSON.stringify(attemptsFile)}, (target?.host ?? target) + ':' + target?.port + '\\n');
  process.nextTick(() => this.destroy(new Error('there is no network')));
  return this;
};
`,
);

/** No credentials, no settings of the user's, no network. */
const environment = {
  PATH: process.env.PATH ?? '',
  HOME: home,
  NODE_OPTIONS: `--require ${noNetwork}`,
  // npm asks for a newer npm now and then; that is no business of the CDK's.
  npm_config_update_notifier: 'false',
};

const connectionsTried = (): string => (existsSync(attemptsFile) ? readFileSync(attemptsFile, 'utf8') : '');

function run(command: string, args: readonly string[], more: Record<string, string> = {}) {
  return spawnSync(command, args, { cwd: project, env: { ...environment, ...more }, encoding: 'utf8' });
}

// Whole processes, each with a CDK of its own: 10 s alone, a minute where many tests share two cores.
const waitMilliseconds = 240_000;

const app = ['--import', 'tsx', 'bin/app.ts'];

describe('bin/app.ts', { timeout: waitMilliseconds }, () => {
  it('synthesises dev by default, alone', () => {
    const output = path.join(folder, 'alone');

    const { status, stderr } = run(process.execPath, app, { CDK_OUTDIR: output });

    expect({ status, stderr: stderr.replace(/^.*ExperimentalWarning.*$/gm, '').trim() }).toEqual({
      status: 0,
      stderr: '',
    });
    expect(Object.keys(readTemplate(path.join(output, 'holdfast-dev.template.json')).Resources)).not.toEqual([]);
  });

  it('answers an unknown stage with one line and exit code 1', () => {
    const { status, stderr, stdout } = run(process.execPath, app, {
      CDK_OUTDIR: path.join(folder, 'unknown'),
      CDK_CONTEXT_JSON: JSON.stringify({ stage: 'production' }),
    });

    expect(status).toBe(1);
    expect(stderr).toBe('there is no stage "production"; the stages are dev, prod\n');
    expect(stdout).toBe('');
  });
});

describe('npx cdk synth', { timeout: waitMilliseconds }, () => {
  const output = path.join(folder, 'by-cdk');
  const synth = (...args: string[]) => run('npx', ['--no', 'cdk', 'synth', '-q', '--output', output, ...args]);

  it('works without network and without credentials, checks and all', () => {
    const { status, stderr } = synth('-c', 'stage=prod');

    expect({ status, stderr }).toMatchObject({ status: 0 });
    const manifest: unknown = JSON.parse(readFileSync(path.join(output, 'manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({
      artifacts: { 'holdfast-prod': { environment: 'aws://unknown-account/unknown-region' } },
    });
    expect(connectionsTried()).toBe('');
  });

  it('gives the template that the local runtime gets from the sources', () => {
    const { templateFile } = synthesise(stages.prod, path.join(folder, 'in-process'));

    const byCdk = readFileSync(path.join(output, path.basename(templateFile)), 'utf8');
    expect(readFileSync(templateFile, 'utf8') === byCdk).toBe(true);
  });
});
