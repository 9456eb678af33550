import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createProgram } from '../../cli/program.ts';
import { troubles } from '../../local/program/trouble/troubles.ts';
import { startLocal } from '../local/startLocal.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const page = readFileSync('docs/tour.md', 'utf8');
const folder = temporaryFolder();
const fields = 'examples/website-46-fields.fields.txt';

/** The block of output that follows a command on the page. */
function shownAfter(command: string): string[] {
  const [, block = ''] = page.split(command)[1]?.split('```') ?? [];
  return (page.split(command)[1]?.split('```')[2] ?? block).split('\n').filter((line) => line.trim() !== '');
}

/** A line of the page for a tenth of the records: every other one of 9,999 is 4,999, and of 999 it is 499. */
function withTenth(line: string): string {
  return line.replaceAll('9,999', '999').replaceAll('5,000', '500').replaceAll('4,999', '499');
}

describe('docs/tour.md', () => {
  it('shows what a run prints', async () => {
    const command = 'npm start -- --trouble layout-change';
    // A tenth of the records that the page sends.
    const records = gunzipSync(readFileSync('examples/website-46-fields.tsv.gz')).toString('latin1');
    const file = join(folder, 'records.tsv');
    writeFileSync(file, records.split('\n').slice(0, 999).join('\n'), 'latin1');
    const args = [...command.split(' ').slice(3), '--records', file, '--fields', fields];
    const { output } = await startLocal(args, { TMPDIR: folder }).outcome;
    const lines = output.split('\n').map((line) => line.trim());
    const shown = shownAfter(command).map((line) => withTenth(line.trim()));
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
