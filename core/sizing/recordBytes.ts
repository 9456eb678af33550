import { fields, findField } from '../fields/catalog.ts';

/**
 * Bytes of a typical record: the values, a tab between any two of them, and the line feed at the end.
 *
 * @param fieldNames names of the fields logged. A field that the catalog lacks is taken to be as long as the
 *   catalog's fields are on the average.
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
