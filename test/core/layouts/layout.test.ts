import fc from 'fast-check';
import {
  type ConfiguredField,
  canonicalOrder,
  expectedLayouts,
  mergeFields,
} from '../../../core/layouts/layout.ts';
import {
  allFields,
  disputedFields,
  disputedFieldsOf64FieldGuide,
  fields46,
  fieldsWithId,
} from '../../support/fieldLists.ts';

describe('canonicalOrder', () => {
  it("is CloudFront's order for any order in the configuration", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...allFields], { minLength: 1 }), (configured) => {
        expect(canonicalOrder(configured)).toEqual(allFields.filter((name) => configured.includes(name)));
      }),
    );
  });

  it('puts unknown fields directly after the fields that they follow, in any order of the list', () => {
    const configured: ConfiguredField[] = [
      { name: 'x-third', after: 'x-second' },
      'asn',
      { name: 'x-second', after: 'c-ip' },
      'timestamp',
      'c-ip',
      { name: 'x-last', after: 'asn' },
    ];
    expect(canonicalOrder(configured)).toEqual(['timestamp', 'c-ip', 'x-second', 'x-third', 'asn', 'x-last']);
  });

  it.each<[string, ConfiguredField[], string]>([
    ['no field', [], 'expected at least one field, got an empty list'],
    [
      'an unknown field without its place',
      ['timestamp', 'x-new'],
      "expected a field of CloudFront's real-time logs, got 'x-new'; for a field newer than this catalog of 71, " +
        "give its place as 'x-new:after=FIELD'",
    ],
    ['a field twice', ['asn', 'timestamp', 'asn'], "expected each field once, got 'asn' twice"],
    [
      'an unknown field twice',
      ['asn', { name: 'x-new', after: 'asn' }, { name: 'x-new', after: 'asn' }],
      "expected each field once, got 'x-new' twice",
    ],
    [
      'an unknown field behind one that is not listed',
      ['timestamp', { name: 'x-new', after: 'asn' }],
      "expected the field that 'x-new' follows to be in the list too, got 'asn'",
    ],
    [
      'unknown fields that follow each other',
      ['timestamp', { name: 'x-a', after: 'x-b' }, { name: 'x-b', after: 'x-a' }],
      "expected the field that 'x-a' follows to be in the list too, got 'x-b'",
    ],
  ])('refuses %s with a sentence', (_, configured, message) => {
    expect(() => canonicalOrder(configured)).toThrow(new Error(message));
  });
});

describe('expectedLayouts', () => {
  it('is one layout if the published orders agree', () => {
    expect(expectedLayouts([...fieldsWithId].reverse(), '2026-11-20T00:00:00Z')).toEqual([
      { fields: fieldsWithId, status: 'expected', since: '2026-11-20T00:00:00Z' },
    ]);
  });

  it('adds the order of the 64-field guide if it differs', () => {
    const common = fields46.slice(0, 41);
    expect(expectedLayouts(fields46).map(({ fields }) => fields)).toEqual([
      [...common, ...disputedFields],
      [...common, ...disputedFieldsOf64FieldGuide],
    ]);
  });

  it.each([
    [
      ['primary-distribution-id', 'asn'],
      [
        ['primary-distribution-id', 'asn'],
        ['asn', 'primary-distribution-id'],
      ],
    ],
    [['origin-fbl', 'origin-lbl', 'asn'], [['origin-fbl', 'origin-lbl', 'asn']]],
    [
      ['primary-distribution-id', 'primary-distribution-dns-name'],
      [['primary-distribution-id', 'primary-distribution-dns-name']],
    ],
  ])('of %p are %p', (configured, orders) => {
    expect(expectedLayouts(configured).map(({ fields }) => fields)).toEqual(orders);
  });

  it('keeps the position of other fields in both orders', () => {
    const configured = ['timestamp', ...disputedFields, { name: 'x-new', after: 'asn' }, 'connection-id'];
    expect(expectedLayouts(configured).map(({ fields }) => fields)).toEqual([
      ['timestamp', ...disputedFields, 'x-new', 'connection-id'],
      ['timestamp', ...disputedFieldsOf64FieldGuide, 'x-new', 'connection-id'],
    ]);
  });
});

describe('mergeFields', () => {
  it("contains each field of several layouts once, in CloudFront's order", () => {
    expect(
      mergeFields([
        ['timestamp', 'asn', 'origin-fbl'],
        ['timestamp', 'c-ip', 'asn'],
      ]),
    ).toEqual(['timestamp', 'c-ip', 'origin-fbl', 'asn']);
  });

  it('contains unknown fields after the field that they follow', () => {
    expect(
      mergeFields([
        ['timestamp', 'x-a', 'x-b', 'asn'],
        ['x-first', 'timestamp', 'c-ip', 'x-a'],
      ]),
    ).toEqual(['x-first', 'timestamp', 'x-a', 'x-b', 'c-ip', 'asn']);
  });

  it('is empty without layouts', () => {
    expect(mergeFields([])).toEqual([]);
  });
});
