import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { UsageError } from '../../../terminal/usageError.ts';
import { convertTo, writeLines } from '../../support/converting.ts';
import { fields12, fieldsWithId } from '../../support/fieldLists.ts';
import { linesOf } from '../../support/records.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder();
const file = (name: string, lines: readonly string[]) => writeLines(join(folder, name), lines);

describe('convertFiles rejects', () => {
  const good = file('good.tsv', linesOf(fields12, 3));
  const directory = join(folder, 'directory');
  mkdirSync(directory);
  const cut = join(folder, 'cut.tsv.gz');
  writeFileSync(cut, gzipSync(linesOf(fields12, 3).join('\n')).subarray(0, -20));
  const other = file('other.tsv', linesOf(fieldsWithId, 2_000));
  const withCountry = fields12.map((name) => (name === 'asn' ? 'c-country' : name));
  const country = file('country.tsv', linesOf(withCountry, 5));
  const copy = file('copy/good.tsv', linesOf(fields12, 3));

  it.each([
    [
      'a file that is not there',
      [good, 'absent.tsv'],
      "expected a file that can be read, got 'absent.tsv': no such file or directory",
    ],
    [
      'an empty folder',
      [directory],
      `expected files of records, but the folder '${directory}' contains none`,
    ],
    [
      'a gzip file that is cut',
      [good, cut],
      `expected a file of records, got '${cut}': unexpected end of file`,
    ],
    ['a file given twice', [good, good], `expected each file once, got '${good}' twice`],
    [
      'files that would overwrite each other',
      [good, copy],
      `expected files that differ in name or first record, got '${good}' and '${copy}'; if their records differ, convert them separately, each to its own --out`,
    ],
    [
      'a file of other fields',
      [good, other],
      `expected records with the fields in --fields, got none in the first 1,000 lines of '${other}': expected a record of 12 fields, got 7`,
    ],
    [
      'a file whose fields are others of the same number',
      [good, country],
      `expected records with the fields in --fields, got others in '${country}': nearly all values of asn don't have the type or form of the field; the records match the list with c-country in place of asn`,
    ],
  ])('%s, in one sentence, and writes no files', async (_, files, message) => {
    const out = join(folder, 'out');
    await expect(convertTo(out, files, fields12)).rejects.toEqual(new UsageError(message));
    expect(existsSync(out)).toBe(false);
  });
});
