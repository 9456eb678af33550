import { readFileSync } from 'node:fs';
import { fields } from '../../core/fields/catalog.ts';
import { fieldsPage } from '../../docs/fieldsPage.ts';

const rows = fieldsPage()
  .split('\n')
  .filter((line) => /^\| \d+ \|/.test(line));

describe('docs/fields.md', () => {
  it('is up to date with the catalog; if this fails, run npm run docs', () => {
    expect(readFileSync('docs/fields.md', 'utf8')).toBe(fieldsPage());
  });

  it('has every field once, in the order of CloudFront, with everything in the catalog', () => {
    expect(rows.map((row) => row.split(' | ')[1])).toEqual(fields.map(({ name }) => `\`${name}\``));
    expect(rows[3]).toBe(
      '| 4 | `time-to-first-byte` | double, seconds | From receiving the request to ' +
        'writing the first byte of the response | edge |  | 40-field guide (2020) |',
    );
    for (const row of rows) expect(row.split(' | ')).toHaveLength(7);
  });
});
