import { findField } from '../../core/fields/catalog.ts';
import type { RecordValue } from '../../core/records/recordReader.ts';
import type { Paint } from '../../terminal/colors.ts';
import { displayWidth, padToWidth } from '../../terminal/displayWidth.ts';
import { plainText } from '../../terminal/plainText.ts';
import { valueText } from '../records/valueText.ts';
import type { FoundRequest } from './foundRequest.ts';

const gap = '  ';

/** Maximum width of values that are followed by their meaning on the same line. */
const widestValues = 40;

/** Settings of a description. */
export interface DescriptionSettings {
  readonly paint: Paint;
  /** Maximum width of a line; undefined if lines aren't truncated. */
  readonly lineWidth: number | undefined;
}

/** Returns the record of a request as lines of text: every field with its name, its value, and its meaning. */
export function describeRequest(request: FoundRequest, settings: DescriptionSettings): string[] {
  const { place, values, malformedValues, copies } = request;
  const filled = [...values].filter(([, value]) => value !== null);
  const empty = [...values.keys()].filter((field) => values.get(field) === null);
  return [
    `Found in ${place}${copies > 1 ? `, ${copies} times because of redelivery` : ''}`,
    '',
    ...describeValues(filled, settings),
    ...(malformedValues === null
      ? []
      : ['', `Values that don't parse as their field's type: ${plainText(malformedValues)}`]),
    ...(empty.length === 0 ? [] : ['', `Empty or not logged: ${empty.join(', ')}`]),
  ];
}

function describeValues(values: readonly [string, RecordValue][], settings: DescriptionSettings): string[] {
  const texts = values.map(([field, value]) => valueText(field, value));
  const nameWidth = Math.max(...values.map(([field]) => field.length));
  const valueWidth = Math.max(...texts.map(displayWidth).filter((width) => width <= widestValues), 0);
  return values.flatMap(([field], index) =>
    describeValue({ field, text: texts[index], nameWidth, valueWidth }, settings),
  );
}

interface DescribedValue {
  readonly field: string;
  readonly text: string;
  readonly nameWidth: number;
  readonly valueWidth: number;
}

/** Returns one line, or two if the meaning doesn't fit next to the value. */
function describeValue(
  { field, text, nameWidth, valueWidth }: DescribedValue,
  { paint, lineWidth = Number.POSITIVE_INFINITY }: DescriptionSettings,
): string[] {
  const name = padToWidth(field, nameWidth);
  const meaning = meaningOf(field);
  const start = paint('bold', name) + gap;
  if (meaning === '') return [start + text];
  const length = nameWidth + gap.length + valueWidth + gap.length + meaning.length;
  if (displayWidth(text) <= valueWidth && length <= lineWidth) {
    return [start + padToWidth(text, valueWidth) + gap + paint('dim', meaning)];
  }
  return [start + text, ' '.repeat(nameWidth) + gap + paint('dim', meaning)];
}

function meaningOf(field: string): string {
  const { meaning = '', unit } = findField(field) ?? {};
  if (unit === undefined) return meaning;
  return `${meaning} (${unit === 'epoch seconds' ? 'UTC' : unit})`;
}
