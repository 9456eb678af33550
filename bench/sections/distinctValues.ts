import { DuckDb } from '../contenders/duckdb.ts';
import { Ours } from '../contenders/ours.ts';
import { medianTimes } from '../measure/rounds.ts';
import { decimals, formatTable } from '../report/table.ts';
import { withCardinality } from '../traffic/cardinality.ts';
import { makeEvent } from '../traffic/event.ts';
import { recordsOfShape, type ShapeName } from '../traffic/shapes.ts';
import type { Section } from './section.ts';

/** Numbers of different URIs, user agents, and addresses. */
const numbers = [10, 1_000, 100_000, 10_000_000];

/** This project's time, and DuckDB's with raw text, for records with a number of different values. */
interface DistinctRow {
  readonly shape: ShapeName;
  readonly distinctValues: number;
  readonly records: number;
  readonly milliseconds: number;
  readonly duckdbMilliseconds: number;
}

/** Measures how the time depends on the number of different URIs, user agents, and addresses. */
export const distinctValues: Section<DistinctRow[]> = {
  title: 'How the time depends on the number of different URIs, user agents, and addresses (generated)',
  async measure({ shapes, efforts }) {
    const results: DistinctRow[] = [];
    for (const shape of shapes) {
      const records = recordsOfShape(shape);
      const ours = new Ours(records.fields);
      const duckdb = await DuckDb.create(records.fields, 'raw');
      const events = numbers.map((number) =>
        makeEvent(withCardinality(records, { uris: number, agents: number, addresses: number })),
      );
      const things = events.flatMap(({ json }) => [
        { run: () => ours.run(json) },
        { run: () => duckdb.run(json) },
      ]);
      const times = await medianTimes(things, efforts.comparison);
      duckdb.close();
      for (const [index, event] of events.entries()) {
        results.push({
          shape,
          distinctValues: numbers[index],
          records: event.records,
          milliseconds: times[index * 2],
          duckdbMilliseconds: times[index * 2 + 1],
        });
      }
    }
    return results;
  },
  print: (rows) =>
    formatTable(
      ['', 'drawn from', 'records', 'ms', 'DuckDB, raw text', 'ratio'],
      rows.map((row) => [
        row.shape,
        decimals(row.distinctValues, 0),
        decimals(row.records, 0),
        decimals(row.milliseconds, 1),
        decimals(row.duckdbMilliseconds, 1),
        decimals(row.duckdbMilliseconds / row.milliseconds, 2),
      ]),
    ),
};
