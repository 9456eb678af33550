import { MalformedValues } from '../../../core/records/malformedValues.ts';

describe('MalformedValues', () => {
  it('are listed by row in ascending order, several of a row separated by a tab', () => {
    const values = new MalformedValues();
    values.note(7, 'asn', 'x');
    values.note(2, 'sc-status', 'OK');
    values.note(7, 'timestamp', '1e999');
    expect([values.count, values.byRow()]).toEqual([
      3,
      [
        [2, 'sc-status=OK'],
        [7, 'asn=x\ttimestamp=1e999'],
      ],
    ]);
  });

  it.each([
    ['a'.repeat(64), 'a'.repeat(64)],
    ['a'.repeat(65), 'a'.repeat(64)],
    [`${'a'.repeat(63)}é`, 'a'.repeat(63)],
    [`${'a'.repeat(62)}é`, `${'a'.repeat(62)}é`],
    [`a${'😀'.repeat(20)}`, `a${'😀'.repeat(15)}`],
    ['', ''],
  ])('keep at most 64 bytes of a value, and whole characters: %s', (value, kept) => {
    const values = new MalformedValues();
    values.note(0, 'asn', value);
    expect(values.byRow()).toEqual([[0, `asn=${kept}`]]);
  });

  it('are empty after a reset', () => {
    const values = new MalformedValues();
    values.note(0, 'asn', 'x');
    values.reset();
    expect([values.count, values.byRow()]).toEqual([0, []]);
  });
});
