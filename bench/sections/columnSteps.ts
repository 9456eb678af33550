import type { FieldBounds } from '../../core/columns/fieldBounds.ts';
import { findField } from '../../core/fields/catalog.ts';
import { createFieldColumn } from '../../core/records/fieldColumn.ts';
import type { Lines } from '../../core/records/lines.ts';
import { MalformedValues } from '../../core/records/malformedValues.ts';
import { defaultSensitivityPolicy } from '../../core/sensitivity/policy.ts';
import type { Timed } from '../measure/rounds.ts';

/** Kinds of columns, which have different code for filling them. */
const kinds = [
  'numbers',
  'unique text in each row',
  'text of the edge',
  'URLs',
  'headers',
  'other text',
] as const;

/** Returns the steps that fill columns, by kind of column. */
export function columnSteps(fields: readonly string[], lines: Lines): [name: string, timed: Timed][] {
  return kinds.flatMap((kind): [string, Timed][] => {
    const places = [...fields.keys()].filter((place) => kindOf(fields[place]) === kind);
    if (places.length === 0) return [];
    return [[`  ${places.length} of ${kind}`, columnsFilling(fields, places, lines)]];
  });
}

function kindOf(name: string): (typeof kinds)[number] {
  const field = findField(name);
  if (field !== undefined && field.type !== 'string') return 'numbers';
  if (field?.distinct) return 'unique text in each row';
  if (field?.form !== undefined) return 'text of the edge';
  if (field?.sensitivity === 'url') return 'URLs';
  return field?.sensitivity === 'headers' ? 'headers' : 'other text';
}

function columnsFilling(fields: readonly string[], places: readonly number[], lines: Lines): Timed {
  const mismatches = new Uint8Array(lines.count);
  const context = { policy: defaultSensitivityPolicy, malformedValues: new MalformedValues() };
  const columns = places.map((place) => ({
    place,
    column: createFieldColumn(fields[place], context),
  }));
  const run = { from: 0, to: lines.count, stride: fields.length + 1 };
  const source: FieldBounds = lines;
  return {
    run: () => {
      for (const { place, column } of columns) {
        column.reset(lines.count);
        if (column.kind === 'text') column.fill(source, run, place, mismatches);
        else column.fill(source, run, place, mismatches);
      }
    },
  };
}
