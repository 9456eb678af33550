import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createProgram } from '../../cli/program.ts';
import { troubles } from '../../local/program/trouble/troubles.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const page = readFileSync('docs/tour.md', 'utf8');
const folder = temporaryFolder();

/** The block of output that follows a command on the page. */
function shownAfter(command: string): string[] {
  const [, block = ''] = page.split(command)[1]?.split('```') ?? [];
  return (page.split(command)[1]?.split('```')[2] ?? block).split('\n').filter((line) => line.trim() !== '');
}

describe('docs/tour.md', () => {
  it('shows what a run prints', async () => {
    const command = 'npm start -- --trouble layout-change';
    const args = ['local/start.ts', ...command.split(' ').slice(3)];
    const child = spawn(process.execPath, args, { env: { ...process.env, TMPDIR: folder } });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    await new Promise((end) => child.on('close', end));
    const lines = output.split('\n').map((line) => line.trim());
    const shown = shownAfter(command).map((line) => line.trim());
    expect(shown.length).toBeGreaterThan(5);
    expect(shown.filter((line) => !lines.includes(line))).toEqual([]);
    const printed = lines.filter((line) => line !== '');
    const from = printed.findIndex((line) => line.startsWith('Alarms of the stack'));
    const alarms = printed.slice(from + 1, printed.indexOf('What doctor finds:'));
    expect(alarms).toEqual(['cloudfront-realtime-logs Quarantine rate']);
  });

  it('names troubles and commands that there are', () => {
    const names = [...page.matchAll(/--trouble ([a-z0-9-]+)/g)].map(([, name]) => name);
    expect(names.filter((name) => !troubles.some((trouble) => trouble.name === name))).toEqual([]);
    const { commands } = createProgram(new AbortController().signal);
    const used = [...page.matchAll(/npx cfrl ([a-z]+)/g)].map(([, name]) => name);
    expect(used.filter((name) => !commands.some((command) => command.name() === name))).toEqual([]);
  });
});
