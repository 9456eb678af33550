import { columnName, findField } from '../fields/catalog.ts';

/** Buffer sizes of Firehose for its function, in MB, largest first (0.2 to 3 are allowed). */
const hints = [1, 0.5, 0.25, 0.2] as const;

/** Largest predicted response, in bytes. It is far below 6 MB, so that records of twice the predicted size fit. */
const maxPredicted = 3_600_000;

/** Bytes of a record in the response in addition to its documents: ID, result, and punctuation. */
const bytesAroundRecord = 62 + 42;

/** Bytes of a member in addition to its name and value: quotes, a colon, and a comma. */
const bytesAroundMember = 6;

/** Returns the size of a typical document with these fields, in bytes. Values that are typically absent don't count. */
export function typicalDocumentBytes(fieldNames: readonly string[]): number {
  return fieldNames.reduce((bytes, name) => {
    const typical = findField(name)?.typicalBytes ?? 20;
    return typical <= 1 ? bytes : bytes + columnName(name).length + typical + bytesAroundMember;
  }, 2);
}

/**
 * Returns the largest buffer size of Firehose for the function that transforms records, in MB, so that the response
 * fits into the 6 MB of a function.
 */
export function transformationHint(fieldNames: readonly string[], recordBytes: number): number {
  const answerOfRecord = bytesAroundRecord + (4 / 3) * typicalDocumentBytes(fieldNames);
  const fits = hints.find(
    (megabytes) => ((megabytes * 1024 * 1024) / recordBytes) * answerOfRecord <= maxPredicted,
  );
  return fits ?? hints[hints.length - 1];
}
