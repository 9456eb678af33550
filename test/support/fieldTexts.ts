import { noValue } from '../../core/columns/codes.ts';
import { createFieldColumn } from '../../core/records/fieldColumn.ts';
import { MalformedValues } from '../../core/records/malformedValues.ts';
import { defaultSensitivityPolicy, type SensitivityPolicy } from '../../core/sensitivity/policy.ts';
import { linesOfFields } from './columns.ts';

/** Returns the values in a text field's column for logged values. */
export function columnTexts(
  field: string,
  logged: readonly string[],
  policy: SensitivityPolicy = defaultSensitivityPolicy,
): (string | null)[] {
  const mismatches = new Uint8Array(logged.length);
  const column = createFieldColumn(field, { policy, malformedValues: new MalformedValues() });
  if (column.kind !== 'text') throw new Error(`expected a text field, got '${field}'`);
  const lines = linesOfFields(logged.map((value) => [value]));
  column.reset(logged.length);
  column.fill(lines, lines.all, 0, mismatches);
  return Array.from(column.codes.subarray(0, column.rows), (code) =>
    code === noValue ? null : column.entryText(code),
  );
}

/** Returns the value in a text field's column for a logged value. */
export function columnText(field: string, logged: string, policy?: SensitivityPolicy): string | null {
  return columnTexts(field, [logged], policy)[0];
}
