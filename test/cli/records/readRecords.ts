import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { type ReadRecords, RecordReader } from '../../../core/records/recordReader.ts';
import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { batchOf } from '../../support/batches.ts';
import { type LoggedValues, lineOf } from '../../support/records.ts';

/** Returns records with the given logged values, as commands read them. */
export function readRecords(fields: readonly string[], values: readonly LoggedValues[]): ReadRecords {
  const reader = new RecordReader(expectedLayouts(fields), defaultSensitivityPolicy);
  return reader.read(batchOf(values.map((each) => lineOf(fields, each))));
}
