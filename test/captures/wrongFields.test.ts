import { describeFittingLists, describeWrongFields } from '../../captures/wrongFields.ts';
import { expectedLayouts } from '../../core/layouts/layout.ts';
import { readExample } from '../support/examples.ts';

const website20 = readExample('website-20-fields');
const website46 = readExample('website-46-fields');
const bytes = (lines: readonly string[], count = 200) =>
  lines.slice(0, count).map((line) => Buffer.from(`${line}\n`, 'latin1'));
const exchanged = (fields: readonly string[], old: string, field: string) =>
  expectedLayouts([...fields.filter((name) => name !== old), field]);

describe('describeWrongFields', () => {
  it('finds no problem in records with the fields', () => {
    for (const { fields, lines } of [website20, website46])
      expect(describeWrongFields(bytes(lines), expectedLayouts(fields))).toBeUndefined();
  });

  it('reports the field whose values are wrong, and a list that matches', () => {
    expect(describeWrongFields(bytes(website20.lines), exchanged(website20.fields, 'c-country', 'asn'))).toBe(
      "nearly all values of asn don't have the type or form of the field; the records match the list with c-country in place of asn",
    );
  });

  it('does not check one or two records', () => {
    const layouts = exchanged(website20.fields, 'c-country', 'asn');
    expect(describeWrongFields(bytes(website20.lines, 2), layouts)).toBeUndefined();
    expect(describeWrongFields(bytes(website20.lines, 3), layouts)).toBeDefined();
  });
});

describe('describeFittingLists', () => {
  const describeFor = (fields: readonly string[]) =>
    describeFittingLists(bytes(website46.lines), expectedLayouts(fields));

  it('finds an exchanged, missing, or additional field', () => {
    const { fields } = website46;
    const without = (name: string) => fields.filter((field) => field !== name);
    const beginning = ", or the first 46 fields of CloudFront's order";
    expect([
      describeFor([...without('sc-range-start'), 'x-edge-mqcs']),
      describeFor(without('c-country')),
      describeFor([...fields, 'x-edge-mqcs']),
    ]).toEqual([
      `the records match the list with sc-range-start in place of x-edge-mqcs${beginning}`,
      `the records match the list with c-country added${beginning}`,
      'the records match the list with x-edge-mqcs removed',
    ]);
  });

  it('finds the beginning of the list that CloudFront offers', () => {
    expect(describeFor(['timestamp', 'c-ip', 'asn'])).toBe(
      "the records match the list with the first 46 fields of CloudFront's order",
    );
  });

  it('returns undefined for lines that match no list', () => {
    const layouts = expectedLayouts(['timestamp', 'c-ip', 'asn']);
    expect(describeFittingLists(bytes(['a\tb\tc', 'd\te\tf']), layouts)).toBeUndefined();
  });
});
