import { columnName, fields, findField } from '../../../core/fields/catalog.ts';
import { allFields } from '../../support/fieldLists.ts';
import { plainType } from '../../support/plainReading.ts';

describe('the catalog of fields', () => {
  it("contains CloudFront's fields in CloudFront's order, numbered from 1", () => {
    expect(fields.map(({ name, position }) => [position, name])).toEqual(
      allFields.map((name, index) => [index + 1, name]),
    );
  });

  it('contains the type of each field, with double for durations with decimals', () => {
    expect(fields.map(({ name, type }) => [name, type])).toEqual(
      allFields.map((name) => [name, plainType(name)]),
    );
  });

  it('marks the fields with sensitive text', () => {
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

  it('contains strict forms only for fields that the edge decides', () => {
    expect(fields.filter(({ form, decidedBy }) => form && decidedBy !== 'edge')).toEqual([]);
  });

  it('contains units only for numbers', () => {
    expect(fields.filter(({ unit, type }) => unit && type === 'string')).toEqual([]);
  });

  it('contains the meaning and the typical size of each field', () => {
    expect(fields.filter(({ meaning, typicalBytes }) => !(meaning && typicalBytes >= 1))).toEqual([]);
  });

  it('has unique column names', () => {
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
