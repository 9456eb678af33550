import { differentNames, readValue } from '../../../cli/query/queryAnswer.ts';

describe('the columns of a result', () => {
  it('have different names, so that JSON contains each of them', () => {
    expect(differentNames(['a', 'b', 'a', 'a', 'a:1'])).toEqual(['a', 'b', 'a:1', 'a:2', 'a:1:1']);
  });

  it.each([
    ['2026-11-20 13:04:59.12', 'timestamp(3)', '2026-11-20T13:04:59.120Z'],
    ['2026-11-20 13:04:59.123 UTC', 'timestamp with time zone', '2026-11-20 13:04:59.123 UTC'],
    ['12', 'bigint', 12],
    ['9007199254740993', 'bigint', '9007199254740993'],
    ['Infinity', 'double', 'Infinity'],
    ['true', 'boolean', true],
    ['012', 'varchar', '012'],
    [null, 'varchar', null],
  ])('read %p of type %s as %p', (text, type, value) => {
    expect(readValue(text, type)).toBe(value);
  });
});
