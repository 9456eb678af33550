import type { Efforts } from '../measure/effort.ts';
import type { Cardinality } from '../traffic/cardinality.ts';
import { withCardinality } from '../traffic/cardinality.ts';
import type { Records } from '../traffic/exampleRecords.ts';
import { recordsOfShape, type ShapeName } from '../traffic/shapes.ts';

/** Options of all sections. */
export interface SectionContext {
  readonly efforts: Efforts;
  readonly shapes: readonly ShapeName[];
  /** Numbers of different values in the records; undefined to use the values of the examples. */
  readonly cardinality: Cardinality | undefined;
}

/** A measurement, and how to print its result. */
export interface Section<Result> {
  readonly title: string;
  measure(context: SectionContext): Promise<Result>;
  print(result: Result): string[];
}

/** Returns the records of a shape, with the requested numbers of different values. */
export function recordsFor(shape: ShapeName, { cardinality }: SectionContext): Records {
  const records = recordsOfShape(shape);
  return cardinality === undefined ? records : withCardinality(records, cardinality);
}
