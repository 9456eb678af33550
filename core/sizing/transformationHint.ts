import { columnName, findField } from '../fields/catalog.ts';

/** Sizes of a request that Firehose gathers for a function, in MB, largest first (0.2 to 3 are allowed). */
const hints = [1, 0.5, 0.25, 0.2] as const;

/** Bytes that an answer may have by prediction: so far below 6 MB that records of twice the size fit. */
const mostPredicted = 3_600_000;

/** Bytes of a record in the answer beside its documents: id, result and punctuation. */
const bytesAroundRecord = 62 + 42;

/** Bytes around the name and the value of a member: quotes, a colon and a comma. */
const bytesAroundMember = 6;

/** Bytes of a typical document of records with these fields: what is typically absent is left out. */
export function typicalDocumentBytes(fieldNames: readonly string[]): number {
  return fieldNames.reduce((bytes, name) => {
    const typical = findField(name)?.typicalBytes ?? 20;
    return typical <= 1 ? bytes : bytes + columnName(name).length + typical + bytesAroundMember;
  }, 2);
}

/**
 * The largest request that Firehose may gather for the function that transforms records, in MB, so that the answer fits
 * the 6 MB of a function.
 */
export function transformationHint(fieldNames: readonly string[], recordBytes: number): number {
  const answerOfRecord = bytesAroundRecord + (4 / 3) * typicalDocumentBytes(fieldNames);
  const fits = hints.find(
    (megabytes) => ((megabytes * 1024 * 1024) / recordBytes) * answerOfRecord <= mostPredicted,
  );
  return fits ?? hints[hints.length - 1];
}
