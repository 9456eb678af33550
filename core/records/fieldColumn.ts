import { NumberColumn, type NumberReader } from '../columns/numberColumn.ts';
import { TextColumn } from '../columns/textColumn.ts';
import { type Field, type FieldType, findField } from '../fields/catalog.ts';
import { type FormName, hasForm } from '../fields/forms.ts';
import type { SensitivityPolicy } from '../sensitivity/policy.ts';
import { formCheck } from './formChecks.ts';
import type { MalformedValues } from './malformedValues.ts';
import { textWriter } from './textWriters.ts';

/** What columns of fields share: how sensitive text is handled, and where bad values are noted. */
export interface FieldColumnContext {
  readonly policy: SensitivityPolicy;
  readonly malformedValues: MalformedValues;
  /** By line, how many values of the edge miss their form. */
  readonly misses: { counts: Uint8Array };
}

/** Milliseconds of the last moment of the year 9999, beyond which engines have no timestamps. */
const lastTimestamp = 253_402_300_799_999;

/** How numbers of a type are read: the divisor of thousandths, and the largest number that the type holds. */
const numberTypes = {
  timestamp: { scale: 1, largest: lastTimestamp },
  double: { scale: 1000, largest: Number.MAX_VALUE },
  int: { scale: 1, largest: 2 ** 31 - 1 },
  bigint: { scale: 1, largest: Number.MAX_SAFE_INTEGER },
} as const;

/** An empty column for a field's values; of a field that the catalogue does not know, a column of text. */
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
    distinct: field.distinct,
  });
}

/** Digits before the point that a number of a form has; undefined where a column's default serves. */
function digitsOfForm(form: FormName | undefined): [fewest: number, most: number] | undefined {
  if (form === 'status') return [3, 3];
  if (form === 'epochSeconds') return [9, 12];
  if (form === 'seconds') return [1, 8];
  return undefined;
}

/** Reads a number that is not written as usual: notes a missed form, and a value that is no number of the type. */
function readOther(
  field: Field,
  type: Exclude<FieldType, 'string'>,
  context: FieldColumnContext,
): NumberReader {
  const { malformedValues, misses } = context;
  const wholeNumber = type === 'int' || type === 'bigint';
  const pattern = wholeNumber ? /^\d+$/ : /^\d+(?:\.\d+)?$/;
  const { largest } = numberTypes[type];
  return (source, start, end, row, line) => {
    const text = source.bytes.toString('utf8', start, end);
    if (field.form !== undefined && !hasForm(field.form, text)) misses.counts[line] = misses.counts[line] + 1;
    const number = pattern.test(text) ? Number(text) : Number.NaN;
    const value = type === 'timestamp' ? Math.round(number * 1000) : number;
    if (value <= largest) return value;
    malformedValues.note(row, field.name, text);
    return Number.NaN;
  };
}
