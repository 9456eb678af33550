import { columnName, fields } from '../../../core/fields/catalog.ts';
import {
  malformedValuesColumn,
  partitionKeys,
  sequenceNumberColumn,
  tableColumns,
} from '../../../core/lake/table.ts';

describe('tableColumns', () => {
  it('contain every field of the catalog with its type, then the columns that the pipeline adds', () => {
    const columns = tableColumns();
    expect(columns.map(({ name, type }) => ({ name, type }))).toEqual([
      ...fields.map((field) => ({ name: columnName(field.name), type: field.type })),
      { name: 'sequence_number', type: 'string' },
      { name: 'malformed_values', type: 'string' },
    ]);
  });

  it('contain unknown fields as strings before the columns that the pipeline adds, and known fields once', () => {
    const names = tableColumns(['x-new-field', 'asn']).slice(fields.length);
    expect(names).toEqual([
      { name: 'x_new_field', type: 'string', comment: 'CloudFront field x-new-field' },
      sequenceNumberColumn,
      malformedValuesColumn,
    ]);
  });

  it('have unique names and comments that Glue accepts', () => {
    const columns = [...tableColumns(['x-new-field']), ...partitionKeys];
    for (const { name, comment } of columns) {
      expect(name).toMatch(/^[a-z][a-z0-9_]{0,254}$/);
      expect(comment.length).toBeLessThanOrEqual(255);
    }
    expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
  });

  it('contain the units of numbers', () => {
    const comments = new Map(tableColumns().map(({ name, comment }) => [name, comment]));
    expect(comments.get('time_taken')).toMatch(/\(seconds\)$/);
    expect(comments.get('timestamp')).toBe('When the edge server finished responding');
  });
});
