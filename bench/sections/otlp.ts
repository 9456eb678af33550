import { gzipSync } from 'node:zlib';
import { trafficColumns } from '../../core/metrics/trafficColumns.ts';
import { OtlpMetrics } from '../../core/otlp/otlpMetrics.ts';
import { OurColumns } from '../contenders/ourColumns.ts';
import { medianTimes } from '../measure/rounds.ts';
import { decimals, formatTable } from '../report/table.ts';
import { makeEvent, now } from '../traffic/event.ts';
import type { Records } from '../traffic/exampleRecords.ts';
import { recordsOfShape } from '../traffic/shapes.ts';
import type { Section } from './section.ts';

/** Numbers of attribute sets per batch to measure. */
const setCounts = [50, 500, 5_000] as const;

/** Fields that the metrics need. They are few, so that 10,000 records fit into an event. */
const needed = [
  'timestamp',
  'x-host-header',
  'cs-host',
  'cs-method',
  'sc-status',
  'sc-bytes',
  'time-taken',
  'time-to-first-byte',
  'x-edge-result-type',
];

/** Cost of the OpenTelemetry metrics of a batch. */
interface OtlpCost {
  readonly sets: number;
  readonly records: number;
  /** Milliseconds per batch, including compression. */
  readonly milliseconds: number;
  readonly bytes: number;
  readonly compressedBytes: number;
}

/** Measures the cost of OpenTelemetry metrics by the number of attribute sets in a batch. */
export const otlp: Section<readonly OtlpCost[]> = {
  title: 'OpenTelemetry metrics of a batch, by its attribute sets',
  async measure({ efforts }) {
    const costs: OtlpCost[] = [];
    for (const sets of setCounts) {
      const { fields, json, records } = makeEvent(recordsOfHosts(sets));
      const columns = new Map(new OurColumns(fields).read(json).map(({ field, column }) => [field, column]));
      const metrics = new OtlpMetrics(
        {
          attributes: ['host'],
          valueLimit: 10_000,
          setLimit: 50_000,
          temporality: 'delta',
          samplingRate: 100,
          resource: { 'service.name': 'bench' },
          instance: 'bench',
        },
        now,
      );
      const batch = {
        columns: trafficColumns((field) => columns.get(field)),
        findColumn: (field: string) => columns.get(field),
        rows: records,
        shardId: 'shardId-000000000000',
        fileKey: 'raw/day/hour/file.parquet',
      };
      const run = () => metrics.requests(batch, now).map((request) => gzipSync(request, { level: 1 }).length);
      const [milliseconds = 0] = await medianTimes([{ run }], efforts.ours);
      const requests = metrics.requests(batch, now);
      costs.push({
        sets,
        records,
        milliseconds,
        bytes: requests.reduce((sum, { length }) => sum + length, 0),
        compressedBytes: run().reduce((sum, length) => sum + length, 0),
      });
    }
    return costs;
  },
  print: (costs) =>
    formatTable(
      ['attribute sets', 'records', 'ms per batch', 'bytes', 'bytes with gzip'],
      costs.map(({ sets, records, milliseconds, bytes, compressedBytes }) => [
        decimals(sets, 0),
        decimals(records, 0),
        decimals(milliseconds, 1),
        decimals(bytes, 0),
        decimals(compressedBytes, 0),
      ]),
    ),
};

/** Returns records of the example with only the necessary fields, and with this number of hosts. */
function recordsOfHosts(hosts: number): Records {
  const example = recordsOfShape('typical');
  const fields = example.fields.filter((name) => needed.includes(name));
  const places = fields.map((name) => example.fields.indexOf(name));
  const host = fields.indexOf('cs-host');
  const rows = Array.from({ length: 10_000 }, (_, index) => {
    const row = example.rows[index % example.rows.length];
    const values = places.map((place) => row?.[place] ?? '-');
    values[host] = `host-${index % hosts}.example.com`;
    return values;
  });
  return { fields, rows };
}
