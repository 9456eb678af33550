import type { Efforts } from '../measure/effort.ts';
import type { Cardinality } from '../traffic/cardinality.ts';
import { withCardinality } from '../traffic/cardinality.ts';
import type { Records } from '../traffic/exampleRecords.ts';
import { recordsOfShape, type ShapeName } from '../traffic/shapes.ts';

/** What is asked for, of all sections. */
export interface SectionContext {
  readonly efforts: Efforts;
  readonly shapes: readonly ShapeName[];
  /** Different values that the records are to have; undefined leaves those of the examples. */
  readonly cardinality: Cardinality | undefined;
}

/** Something that is measured, and how it is printed. */
export interface Section<Result> {
  readonly title: string;
  measure(context: SectionContext): Promise<Result>;
  print(result: Result): string[];
}

/** The records of a shape, as they are asked for. */
export function recordsFor(shape: ShapeName, { cardinality }: SectionContext): Records {
  const records = recordsOfShape(shape);
  return cardinality === undefined ? records : withCardinality(records, cardinality);
}
