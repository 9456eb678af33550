import { NumberColumn, type NumberReader } from '../columns/numberColumn.ts';
import { TextColumn } from '../columns/textColumn.ts';
import { type Field, type FieldType, findField } from '../fields/catalog.ts';
import type { FormName } from '../fields/forms.ts';
import type { SensitivityPolicy } from '../sensitivity/policy.ts';
import { textRedactor } from '../sensitivity/redactText.ts';
import { formCheck } from './formChecks.ts';
import type { MalformedValues } from './malformedValues.ts';
import { textWriter } from './textWriters.ts';

/** Context of the columns of fields: how sensitive text is handled, and where malformed values are recorded. */
export interface FieldColumnContext {
  readonly policy: SensitivityPolicy;
  readonly malformedValues: MalformedValues;
}

/** End of the year 9999, in epoch milliseconds. Query engines don't support later timestamps. */
const lastTimestamp = 253_402_300_799_999;

/** How to read numbers of a type: the divisor of thousandths, and the largest number of the type. */
const numberTypes = {
  timestamp: { scale: 1, largest: lastTimestamp },
  double: { scale: 1000, largest: Number.MAX_VALUE },
  int: { scale: 1, largest: 2 ** 31 - 1 },
  bigint: { scale: 1, largest: Number.MAX_SAFE_INTEGER },
} as const;

/** Creates an empty column for a field's values: a column of text if the field is not in the catalog. */
export function createFieldColumn(fieldName: string, context: FieldColumnContext): TextColumn | NumberColumn {
  const field = findField(fieldName);
  if (field === undefined || field.type === 'string') return createTextColumn(field, context.policy);
  return createNumberColumn(field, field.type, context);
}

function createTextColumn(field: Field | undefined, policy: SensitivityPolicy): TextColumn {
  return new TextColumn({
    write: textWriter(field, policy),
    check: field?.form && formCheck(field.form),
    distinct: field?.distinct,
  });
}

function createNumberColumn(
  field: Field,
  type: Exclude<FieldType, 'string'>,
  context: FieldColumnContext,
): NumberColumn {
  const { scale, largest } = numberTypes[type];
  const thousandths = field.form === 'seconds' || field.form === 'epochSeconds';
  return new NumberColumn({
    notation: thousandths ? 'thousandths' : 'integer',
    digits: digitsOfForm(field.form),
    scale: thousandths ? scale : 1,
    largest,
    readOther: readOther(field, type, context),
    check: field.form && formCheck(field.form),
    distinct: field.distinct,
  });
}

/** Returns the number of digits before the point in a form; undefined if the column's default applies. */
function digitsOfForm(form: FormName | undefined): [min: number, max: number] | undefined {
  if (form === 'status') return [3, 3];
  if (form === 'epochSeconds') return [9, 12];
  if (form === 'seconds') return [1, 8];
  return undefined;
}

/** Reads a number that is not in the column's notation, and records a value that doesn't parse as the type. */
function readOther(
  { name }: Field,
  type: Exclude<FieldType, 'string'>,
  { malformedValues, policy }: FieldColumnContext,
): NumberReader {
  const wholeNumber = type === 'int' || type === 'bigint';
  const pattern = wholeNumber ? /^\d+$/ : /^\d+(?:\.\d+)?$/;
  const { largest } = numberTypes[type];
  const redact = textRedactor(policy);
  return (source, start, end, row) => {
    const text = source.bytes.toString('utf8', start, end);
    const number = pattern.test(text) ? Number(text) : Number.NaN;
    const value = type === 'timestamp' ? Math.round(number * 1000) : number;
    if (value <= largest) return value;
    malformedValues.note(row, name, redact(text));
    return Number.NaN;
  };
}
