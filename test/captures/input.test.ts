import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findInputs } from '../../captures/input.ts';
import { readCapture } from '../../captures/readCapture.ts';
import { expectedLayouts } from '../../core/layouts/layout.ts';
import { fields12 } from '../support/fieldLists.ts';
import { linesOf } from '../support/records.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
const { signal } = new AbortController();
const layouts = expectedLayouts(fields12);

beforeAll(() => {
  mkdirSync(join(folder, 'b'));
  mkdirSync(join(folder, '.git'));
  const [first, second, third] = linesOf(fields12, 3, (index) => ({ asn: `${index}` }));
  writeFileSync(join(folder, 'b/2.tsv'), `${third}\n`);
  writeFileSync(join(folder, 'b.tsv'), `\n${second}\n\n`);
  writeFileSync(join(folder, 'a.tsv'), `${first}\n`);
  for (const name of ['.hidden', '.git/config', 'fields.txt', 'a.fields.txt'])
    writeFileSync(join(folder, name), 'x');
});

describe('a folder', () => {
  it('is read as its sorted files, without hidden files and field lists', () => {
    const names = findInputs([folder], signal).map(({ name }) =>
      name.slice(folder.length + 1).replaceAll('\\', '/'),
    );
    expect(names).toEqual(['a.tsv', 'b.tsv', 'b/2.tsv']);
  });

  it('is read as one capture', async () => {
    const { records, blankLines } = await readCapture(folder, layouts, signal);
    expect(records.map((record) => record.split('\t').at(-1))).toEqual(['0', '1', '2']);
    expect(blankLines).toBe(2);
  });
});
