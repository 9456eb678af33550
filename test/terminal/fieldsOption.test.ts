import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectedLayouts } from '../../core/layouts/layout.ts';
import { readFieldsOption } from '../../terminal/fieldsOption.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('readFieldsOption', () => {
  it('reads a list and a file with the same list as the same layouts', () => {
    const layouts = expectedLayouts([
      'timestamp',
      'c-ip',
      'origin-fbl',
      'asn',
      { name: 'x-new', after: 'asn' },
    ]);
    expect(readFieldsOption('asn,x-new:after=asn,c-ip,timestamp,origin-fbl')).toEqual(layouts);
    const listed = file('fields.txt', '# of 2026\ntimestamp\nc-ip\norigin-fbl\nasn, x-new:after=asn\n');
    expect(readFieldsOption(listed)).toEqual(layouts);
  });

  it('accepts a list that is longer than the maximum path', () => {
    const list = `timestamp,${'x'.repeat(300)}:after=timestamp`;
    expect(readFieldsOption(list)[0]?.fields).toEqual(['timestamp', 'x'.repeat(300)]);
  });

  mkdirSync(join(folder, 'directory'));
  it.each([
    ['an empty list', '', 'expected at least one field, got an empty list'],
    ['an empty file', file('empty', '# nothing\n'), 'expected at least one field, got an empty list'],
    [
      'an unknown field',
      'timestamp,c-pi',
      "expected a field of CloudFront's real-time logs, got 'c-pi'; for a field newer than this catalog of 71, give its place as 'c-pi:after=FIELD'",
    ],
    ['a field given twice', 'asn,asn', "expected each field once, got 'asn' twice"],
    [
      "a field whose column is the project's own",
      'asn,malformed-values:after=asn',
      "expected a field whose column 'malformed_values' is unused and starts with a letter, got 'malformed-values'",
    ],
    [
      'a file that is not there',
      'absent.txt',
      "expected a list of fields or a file with a list, but the file 'absent.txt' does not exist",
    ],
    [
      'a directory',
      join(folder, 'directory'),
      `expected a file, got the directory '${join(folder, 'directory')}'`,
    ],
    [
      'a large file',
      file('large', Buffer.alloc(70_000, 'a')),
      `expected a file of field names, got '${join(folder, 'large')}', which has 70,000 bytes`,
    ],
    [
      'a file of something else',
      file('noise', '\u0000\u0001 ÿ'),
      'expected field names, got "\\u0000\\u0001"',
    ],
  ])('rejects %s with one sentence', (_, value, message) => {
    expect(() => readFieldsOption(value)).toThrow(new UsageError(`--fields: ${message}`));
  });
});
