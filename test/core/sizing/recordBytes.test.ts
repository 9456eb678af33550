import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { fields } from '../../../core/fields/catalog.ts';
import { typicalRecordBytes } from '../../../core/sizing/recordBytes.ts';

describe('typicalRecordBytes', () => {
  it('adds a tab or the newline to each value', () => {
    expect(typicalRecordBytes(['timestamp', 'sc-status'])).toBe(14 + 1 + 3 + 1);
  });

  it('assumes the average length for an unknown field', () => {
    const average = fields.reduce((bytes, field) => bytes + field.typicalBytes, 0) / fields.length;
    const unknown = typicalRecordBytes(['timestamp', 'x-new-field']) - typicalRecordBytes(['timestamp']) - 1;
    expect(Math.abs(unknown - average)).toBeLessThanOrEqual(0.5);
  });

  it.each(['website-20-fields', 'website-46-fields', 'video-62-fields'])('is of the order of %s', (name) => {
    const fieldNames = readFileSync(`examples/${name}.fields.txt`, 'utf8').trim().split('\n');
    const records = gunzipSync(readFileSync(`examples/${name}.tsv.gz`)).toString('latin1');
    const measured = records.length / records.trimEnd().split('\n').length;
    const estimated = typicalRecordBytes(fieldNames);
    // The examples have short headers. Public records with cs-headers have 1.3 to 1.9 KB.
    expect(estimated / measured).toBeGreaterThan(0.9);
    expect(estimated / measured).toBeLessThan(1.6);
  });
});
