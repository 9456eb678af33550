import { eventTimeReader } from '../../captures/eventTime.ts';
import { expectedLayouts } from '../../core/layouts/layout.ts';
import { fields12 } from '../support/fieldLists.ts';
import { lineOf } from '../support/records.ts';

const timeOf = eventTimeReader(expectedLayouts(fields12));

describe('the time of an event', () => {
  it.each([
    ['1669021069.951', '2022-11-21T08:57:49.951Z'],
    ['1669021069', '2022-11-21T08:57:49.000Z'],
    ['1669021069.9515', '2022-11-21T08:57:49.952Z'],
    ['100000000.000', '1973-03-03T09:46:40.000Z'],
    ['4099680000.000', '2099-11-30T00:00:00.000Z'],
    ['253402300799.999', '9999-12-31T23:59:59.999Z'],
  ])('of %s is %s', (timestamp, time) => {
    expect(timeOf(Buffer.from(`${lineOf(fields12, { timestamp })}\n`))).toBe(Date.parse(time));
  });

  it.each([
    '-',
    '',
    '0.042',
    '1e999',
    '253402300800.000',
    'GET',
    '1669021069.',
    '9'.repeat(400),
  ])('of %p is unknown', (timestamp) => {
    expect(timeOf(Buffer.from(lineOf(fields12, { timestamp })))).toBeUndefined();
  });

  it('is known for a line without other fields, and unknown for an empty line', () => {
    expect(timeOf(Buffer.from('1669021069.951\n'))).toBe(1_669_021_069_951);
    expect(timeOf(Buffer.from('\n'))).toBeUndefined();
  });

  it('is not read if the field timestamp is not logged', () => {
    const timeless = eventTimeReader(expectedLayouts(['sc-bytes', 'asn']));
    expect(timeless(Buffer.from('1669021069\t64496\n'))).toBeUndefined();
  });
});
