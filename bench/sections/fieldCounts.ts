import { Ours } from '../contenders/ours.ts';
import { medianTimes } from '../measure/rounds.ts';
import { decimals, formatTable } from '../report/table.ts';
import { makeEvent } from '../traffic/event.ts';
import { recordsOfWidth, widths } from '../traffic/widths.ts';
import type { Section } from './section.ts';

const recordsOfEvent = 2000;

/** This project's time for records with a number of fields. */
interface FieldCountRow {
  readonly fields: number;
  readonly recordBytes: number;
  readonly milliseconds: number;
  readonly microsecondsPerRecord: number;
  readonly megabytesPerSecond: number;
}

/** Measures how the time grows with the number of fields. */
export const fieldCounts: Section<FieldCountRow[]> = {
  title: `How the time grows with the fields of ${decimals(recordsOfEvent, 0)} records`,
  async measure({ efforts }) {
    const events = widths.map((width) => makeEvent(recordsOfWidth(width), recordsOfEvent));
    const times = await medianTimes(
      events.map(({ fields, json }) => {
        const ours = new Ours(fields);
        return { run: () => ours.run(json) };
      }),
      efforts.ours,
    );
    return events.map(({ fields, records, rawBytes }, index) => {
      const milliseconds = times[index];
      return {
        fields: fields.length,
        recordBytes: rawBytes / records,
        milliseconds,
        microsecondsPerRecord: (milliseconds * 1000) / records,
        megabytesPerSecond: rawBytes / 1000 / milliseconds,
      };
    });
  },
  print: (rows) =>
    formatTable(
      ['', 'bytes per record', 'ms', 'µs per record', 'MB/s'],
      rows.map((row) => [
        `${row.fields} fields`,
        decimals(row.recordBytes, 0),
        decimals(row.milliseconds, 1),
        decimals(row.microsecondsPerRecord, 2),
        decimals(row.megabytesPerSecond, 0),
      ]),
    ),
};
