import { findFirstRecord } from '../../captures/firstRecord.ts';
import { expectedLayouts } from '../../core/layouts/layout.ts';
import { fields12, fieldsWithId } from '../support/fieldLists.ts';
import { lineOf } from '../support/records.ts';

const layouts = expectedLayouts(fields12);
const bytes = (...lines: string[]) => lines.map((line) => Buffer.from(`${line}\n`));

describe('findFirstRecord', () => {
  it('finds the first line that is a record of the fields', () => {
    const lines = bytes('#Fields', '', lineOf(fields12, { asn: '64500' }), lineOf(fields12));
    expect(findFirstRecord(lines, layouts)).toEqual({ line: lines[2] });
  });

  it('accepts a record with one invalid value, as the transform does', () => {
    const lines = bytes(lineOf(fields12, { 'sc-status': 'abc' }));
    expect(findFirstRecord(lines, layouts)).toEqual({ line: lines[0] });
  });

  it.each([
    ['of another number of fields', lineOf(fieldsWithId), 'expected a record of 12 fields, got 7'],
    [
      'in another order',
      lineOf([...fields12].reverse()),
      'expected 12 fields in the forms of a known layout, got several fields in other forms',
    ],
    [
      'with carriage returns',
      `${lineOf(fields12)}\r`,
      'expected tab-separated text, got control characters or bytes that are not UTF-8',
    ],
    ['without anything', '', 'expected a record, got an empty line'],
  ])('reports the most common reason if all lines are %s', (_, line, reason) => {
    expect(findFirstRecord(bytes('', line, line), layouts)).toEqual({ reason });
  });
});
