import { fields, findField } from '../fields/catalog.ts';

/**
 * Returns the size of a typical record in bytes: the values, tabs between them, and a newline at the end.
 *
 * @param fieldNames names of the logged fields. A field that is not in the catalog is assumed to have the
 *   average length of the catalog's fields.
 */
export function typicalRecordBytes(fieldNames: readonly string[]): number {
  const separators = fieldNames.length;
  return fieldNames.reduce(
    (bytes, name) => bytes + (findField(name)?.typicalBytes ?? averageFieldBytes),
    separators,
  );
}

const averageFieldBytes = Math.round(
  fields.reduce((bytes, field) => bytes + field.typicalBytes, 0) / fields.length,
);
