import { facetsOf } from '../../core/insight/facets/facets.ts';
import { type Ranking, rankings } from '../../core/insight/top/rankings.ts';
import { TrafficWindow } from '../../core/insight/top/trafficWindow.ts';
import { expectedLayouts } from '../../core/layouts/layout.ts';
import { RecordBatch } from '../../core/records/recordBatch.ts';
import { RecordReader } from '../../core/records/recordReader.ts';
import { defaultSensitivityPolicy } from '../../core/sensitivity/policy.ts';
import { medianTimes } from '../measure/rounds.ts';
import { decimals, formatTable } from '../report/table.ts';
import { recordsOfShape } from '../traffic/shapes.ts';
import type { Section } from './section.ts';

/** Time that `cfrl top` takes for a record that is already read, and for a screen. */
interface TopCost {
  readonly ranking: Ranking;
  readonly records: number;
  readonly lists: number;
  /** Microseconds per record. */
  readonly microseconds: number;
  /** Milliseconds for the summary that a screen shows. */
  readonly summary: number;
}

/** Measures the lists of `cfrl top` for each ranking. */
export const top: Section<readonly TopCost[]> = {
  title: 'A record in the lists of cfrl top, by what ranks them',
  async measure({ efforts }) {
    const { fields, rows } = recordsOfShape('typical');
    const batch = new RecordBatch();
    batch.reset('shardId-000000000000');
    for (const [index, row] of rows.entries()) batch.addBytes(Buffer.from(row.join('\t')), String(index), 0);
    const records = new RecordReader(expectedLayouts(fields), defaultSensitivityPolicy).read(batch);
    const facets = facetsOf(fields);
    const costs: TopCost[] = [];
    for (const ranking of rankings) {
      const fill = () => {
        const resultField = 'x-edge-result-type';
        // One record arrives in each millisecond.
        const window = new TrafficWindow({ facets, ranking, length: 60_000, slice: 1_000, resultField });
        for (let record = 0; record < records.count; record++)
          window.add(record, (field) => records.value(record, field));
        return window;
      };
      const filled = fill();
      const [milliseconds = 0, summary = 0] = await medianTimes(
        [{ run: fill }, { run: () => filled.summarize(records.count) }],
        efforts.ours,
      );
      costs.push({
        ranking,
        records: records.count,
        lists: facets.length,
        microseconds: (milliseconds * 1_000) / records.count,
        summary,
      });
    }
    return costs;
  },
  print: (costs) =>
    formatTable(
      ['ranked by', 'records', 'lists', 'µs a record', 'ms a screen'],
      costs.map(({ ranking, records, lists, microseconds, summary }) => [
        ranking,
        decimals(records, 0),
        decimals(lists, 0),
        decimals(microseconds, 2),
        decimals(summary, 1),
      ]),
    ),
};
