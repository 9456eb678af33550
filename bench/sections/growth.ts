import { Ours } from '../contenders/ours.ts';
import { medianTimes } from '../measure/rounds.ts';
import { decimals, formatTable } from '../report/table.ts';
import { makeEvent } from '../traffic/event.ts';
import type { ShapeName } from '../traffic/shapes.ts';
import { recordsFor, type Section } from './section.ts';

const smallerEvents = [500, 1000, 2000, 3000];

/** This project's time for an event with a number of records. */
interface GrowthRow {
  readonly shape: ShapeName;
  readonly records: number;
  readonly milliseconds: number;
  readonly microsecondsPerRecord: number;
}

/** Measures how the time grows with the records of an event, up to a full event. */
export const growth: Section<GrowthRow[]> = {
  title: 'How the time grows with the records of an event',
  async measure(context) {
    const results: GrowthRow[] = [];
    for (const shape of context.shapes) {
      const records = recordsFor(shape, context);
      const full = makeEvent(records);
      const events = [
        ...smallerEvents.filter((count) => count < full.records).map((count) => makeEvent(records, count)),
        full,
      ];
      const ours = new Ours(records.fields);
      const times = await medianTimes(
        events.map(({ json }) => ({ run: () => ours.run(json) })),
        context.efforts.ours,
      );
      for (const [index, { records: count }] of events.entries()) {
        const milliseconds = times[index];
        const microsecondsPerRecord = (milliseconds * 1000) / count;
        results.push({ shape, records: count, milliseconds, microsecondsPerRecord });
      }
    }
    return results;
  },
  print: (rows) =>
    formatTable(
      ['', 'records', 'ms', 'µs per record'],
      rows.map(({ shape, records, milliseconds, microsecondsPerRecord }) => [
        shape,
        decimals(records, 0),
        decimals(milliseconds, 1),
        decimals(microsecondsPerRecord, 2),
      ]),
    ),
};
