import { columnName, fields } from '../../../core/fields/catalog.ts';
import {
  malformedValuesColumn,
  partitionKeys,
  sequenceNumberColumn,
  tableColumns,
} from '../../../core/lake/table.ts';

describe('tableColumns', () => {
  it('are every field of the catalog with its type, then what the pipeline adds', () => {
    const columns = tableColumns();
    expect(columns.map(({ name, type }) => ({ name, type }))).toEqual([
      ...fields.map((field) => ({ name: columnName(field.name), type: field.type })),
      { name: 'sequence_number', type: 'string' },
      { name: 'malformed_values', type: 'string' },
    ]);
  });

  it('hold unknown fields as strings before what the pipeline adds, known ones once', () => {
    const names = tableColumns(['x-new-field', 'asn']).slice(fields.length);
    expect(names).toEqual([
      { name: 'x_new_field', type: 'string', comment: 'CloudFront field x-new-field' },
      sequenceNumberColumn,
      malformedValuesColumn,
    ]);
  });

  it('have names and comments as Glue takes them, each name once', () => {
    const columns = [...tableColumns(['x-new-field']), ...partitionKeys];
    for (const { name, comment } of columns) {
      expect(name).toMatch(/^[a-z][a-z0-9_]{0,254}$/);
      expect(comment.length).toBeLessThanOrEqual(255);
    }
    expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
  });

  it('have units if a number has one', () => {
    const comments = new Map(tableColumns().map(({ name, comment }) => [name, comment]));
    expect(comments.get('time_taken')).toMatch(/\(seconds\)$/);
    expect(comments.get('timestamp')).toBe('When the edge server finished responding');
  });
});
