import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { commands } from '../../cli/commands.ts';
import { runCfrl, waitForEnd } from '../support/runCfrl.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

describe('cfrl', () => {
  it('reports its version and its commands', async () => {
    expect(await runCfrl(['--version'])).toEqual({
      status: 0,
      stdout: `cloudfront-realtime-logs version ${version}\n`,
      stderr: '',
    });
    const help = await runCfrl(['--help']);
    expect(help).toMatchObject({ status: 0, stderr: '' });
    expect(help.stdout).toContain('\n  convert [options] <file...>');
  });

  it('exits with status 2 and one sentence if it is used incorrectly', async () => {
    expect(await runCfrl(['covnert'])).toEqual({
      status: 2,
      stdout: '',
      stderr: "unknown command 'covnert'; did you mean 'convert'? See 'cfrl --help'\n",
    });
  });

  // Most tests run commands inside Jest, which loads modules in its own way.
  it('loads every command in Node.js itself', async () => {
    const source = `
      import { commands } from '${resolve('cli/commands.ts')}';
      for (const { load } of commands) console.log((await load(new AbortController().signal)).name());`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', source]);
    const { status, stdout, stderr } = await waitForEnd(child);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.trim().split('\n')).toEqual(commands.map(({ term }) => term.split(' ')[0]));
  });

  it('can be run with npx in a clone', async () => {
    const child = spawn('npx', ['--no', '--', 'cfrl', '--version']);
    expect(await waitForEnd(child)).toMatchObject({
      status: 0,
      stdout: `cloudfront-realtime-logs version ${version}\n`,
    });
  });
});
