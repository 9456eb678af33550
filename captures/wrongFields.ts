import { describeFittingFields } from '../core/layouts/fittingFields.ts';
import type { Layout } from '../core/layouts/layout.ts';
import { BatchReader } from '../core/records/batchReader.ts';
import { Lines } from '../core/records/lines.ts';
import { RecordBatch } from '../core/records/recordBatch.ts';
import { suspectFields } from '../core/records/suspectFields.ts';
import { defaultSensitivityPolicy } from '../core/sensitivity/policy.ts';

/** Minimum number of values for checking a field. */
const minValues = 3;

/**
 * Checks the layouts' fields with the first lines of a capture. Describes the fields in which nearly all
 * values don't have the field's type or form, and a list of fields that matches. Undefined if nothing is
 * wrong.
 *
 * @param sample non-blank lines
 */
export function describeWrongFields(
  sample: readonly Buffer[],
  layouts: readonly Layout[],
): string | undefined {
  const batch = batchOf(sample);
  const read = new BatchReader(layouts, defaultSensitivityPolicy).readWhole(batch);
  const suspects = suspectFields(read, minValues);
  if (suspects.length === 0) return undefined;
  const wrong = `nearly all values of ${suspects.join(', ')} don't have the type or form of the field`;
  const fitting = describeFittingLists(sample, layouts);
  return fitting === undefined ? wrong : `${wrong}; ${fitting}`;
}

/** Describes another list of fields that the lines match, as a clause; undefined if none is found. */
export function describeFittingLists(
  sample: readonly Buffer[],
  layouts: readonly Layout[],
): string | undefined {
  const given = layouts[0]?.fields;
  if (given === undefined) return undefined;
  const lines = new Lines();
  lines.read(batchOf(sample));
  const fitting = describeFittingFields(given, lines);
  return fitting && `the records match the list with ${fitting}`;
}

function batchOf(sample: readonly Buffer[]): RecordBatch {
  const batch = new RecordBatch();
  for (const line of sample) batch.addBytes(line, '', 0);
  return batch;
}
