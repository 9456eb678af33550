import { columnName, fields, findField } from '../../../core/fields/catalog.ts';
import { allFields } from '../../support/fieldLists.ts';
import { plainType } from '../../support/plainReading.ts';

describe('the catalog of fields', () => {
  it("holds CloudFront's fields in CloudFront's order, numbered from 1", () => {
    expect(fields.map(({ name, position }) => [position, name])).toEqual(
      allFields.map((name, index) => [index + 1, name]),
    );
  });

  it('gives each field its type, durations with decimals as double', () => {
    expect(fields.map(({ name, type }) => [name, type])).toEqual(
      allFields.map((name) => [name, plainType(name)]),
    );
  });

  it('names the fields that hold sensitive text', () => {
    const sensitive = fields.filter((field) => field.sensitivity);
    expect(Object.fromEntries(sensitive.map(({ name, sensitivity }) => [name, sensitivity]))).toEqual({
      'c-ip': 'address',
      'cs-uri-stem': 'url',
      'cs-referer': 'url',
      'cs-cookie': 'cookie',
      'cs-uri-query': 'url',
      'x-forwarded-for': 'address',
      'cs-headers': 'headers',
      'cmcd-next-object-request': 'url',
      'viewer-request-log-data': 'custom',
      'viewer-response-log-data': 'custom',
    });
  });

  it('gives strict forms to what the edge itself decides alone', () => {
    expect(fields.filter(({ form, decidedBy }) => form && decidedBy !== 'edge')).toEqual([]);
  });

  it('gives units to numbers alone', () => {
    expect(fields.filter(({ unit, type }) => unit && type === 'string')).toEqual([]);
  });

  it('says of each field what it means and how many bytes it takes', () => {
    expect(fields.filter(({ meaning, typicalBytes }) => !(meaning && typicalBytes >= 1))).toEqual([]);
  });

  it('has columns of different names', () => {
    expect(new Set(fields.map(({ name }) => columnName(name))).size).toBe(71);
  });
});

describe('findField', () => {
  it('finds a field by its exact name', () => {
    expect(findField('cs-uri-stem')).toBe(fields[9]);
    expect([findField('CS-URI-STEM'), findField('cs_uri_stem'), findField('')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('columnName', () => {
  it.each([
    ['cs-uri-stem', 'cs_uri_stem'],
    ['asn', 'asn'],
    ['X-New.Field', 'x_new_field'],
  ])('of %s is %s', (field, column) => {
    expect(columnName(field)).toBe(column);
  });
});
