import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeRecordFile } from '../../../bench/traffic/recordFile.ts';
import { recordsOfShape } from '../../../bench/traffic/shapes.ts';
import { hasForm } from '../../../core/fields/forms.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder();

describe('writeRecordFile', () => {
  it('writes records of the shape, each with a unique id and its own time', () => {
    const records = recordsOfShape('typical');
    const file = join(folder, 'typical.tsv');
    writeRecordFile(file, records, records.rows.length + 1000);
    const lines = readFileSync(file, 'latin1').trimEnd().split('\n');
    const values = lines.map((line) => line.split('\t'));
    const idAt = records.fields.indexOf('x-edge-request-id');
    const ids = values.map((value) => value[idAt]);
    expect(lines).toHaveLength(records.rows.length + 1000);
    expect(new Set(ids).size).toBe(lines.length);
    expect(ids.every((id) => id.length === 56 && hasForm('requestId', id))).toBe(true);
    expect(values.every((value) => hasForm('epochSeconds', value[0]))).toBe(true);
    expect(values.every((value) => value.length === records.fields.length)).toBe(true);
  });

  it('writes the same file every time', () => {
    const [one, other] = ['one.tsv', 'other.tsv'].map((name) => {
      writeRecordFile(join(folder, name), recordsOfShape('full'), 10);
      return readFileSync(join(folder, name), 'latin1');
    });
    expect(one).toBe(other);
  });
});
