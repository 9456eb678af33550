import { checkUnknownFields } from '../../../core/lake/unknownFields.ts';

describe('checkUnknownFields', () => {
  it('accepts fields with a unique place and column, and known fields', () => {
    const chain = [
      { name: 'x-new', after: 'asn' },
      { name: 'x-newer', after: 'x-new' },
    ];
    expect(() => checkUnknownFields(['asn', 'c-ip', ...chain])).not.toThrow();
  });

  it.each([
    [
      'a known field with a place',
      [{ name: 'c-ip', after: 'asn' }],
      "expected 'c-ip' without a place, since its place is known, got 'c-ip:after=asn'",
    ],
    [
      'two fields at one place',
      ['x-a', 'x-b'].map((name) => ({ name, after: 'asn' })),
      "expected one field right after 'asn', got 'x-a' and 'x-b'; place one of them after the other",
    ],
    [
      'a field whose column is taken',
      [{ name: 'arrival-hour', after: 'asn' }],
      "expected a field whose column 'arrival_hour' is unused and starts with a letter, got 'arrival-hour'",
    ],
    [
      'a field whose column no table can have',
      [{ name: '2xx', after: 'asn' }],
      "expected a field whose column '2xx' is unused and starts with a letter, got '2xx'",
    ],
  ])('rejects %s', (_, unknown, message) => {
    expect(() => checkUnknownFields(['asn', ...unknown])).toThrow(new Error(message));
  });
});
