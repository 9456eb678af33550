import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { bundleFunction } from '../../../bundle/bundleFunction.ts';
import { printFields } from '../../../core/layouts/layoutsDocument.ts';
import { healthDimension, healthNamespace } from '../../../core/metrics/healthDefinitions.ts';
import { logCost } from '../../../core/sizing/logCost.ts';
import { hoursOfMonth } from '../../../core/sizing/prices.ts';
import { estimateShards } from '../../../core/sizing/shards.ts';
import { evaluateWidget, type MetricWidget, widgetsOf } from '../../../emulator/dashboard/widgets.ts';
import { Lake } from '../../../emulator/lake.ts';
import type { Template } from '../../../emulator/template/template.ts';
import { resolveSettings } from '../../../lib/settings/pipelineSettings.ts';
import { MovableClock } from '../../../local/program/trouble/movableClock.ts';
import { sendTroubled } from '../../../local/program/trouble/sendTroubled.ts';
import { isPutOfRows, type Trouble, withValues } from '../../../local/program/trouble/trouble.ts';
import { TroubledPipeline } from '../../../local/program/trouble/troubledPipeline.ts';
import { synthesize } from '../../lib/synthesize.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

jest.mock('../../../lib/functionBundle.ts', () => jest.requireActual('../../lib/bundleStandIn.ts'));

const folder = temporaryFolder();
const fields = readFileSync('examples/video-62-fields.fields.txt', 'utf8').split(/\s+/).filter(Boolean);
const examples = gunzipSync(readFileSync('examples/video-62-fields.tsv.gz')).toString('latin1').split('\n');
const distributions = ['d111111abcdef8.cloudfront.net', 'd222222abcdef8.cloudfront.net'];
const behaviors = ['*', '/images/*', '/video/*'];
const metricSeries = [distributions[0], `${distributions[1]} /images/*`];
const props = { fields, metricSeries };

/** Three minutes of requests, within one hour of CloudWatch's periods. */
const minutes = 3;
const start = Math.floor(Date.now() / 3_600_000) * 3600 - 1800;
const end = start + minutes * 60;
const requestsPerMinute = 90;

/** Faults: the second file takes 1.5 seconds, and the third one is rejected once. */
const trouble: Trouble = {
  name: 'some of everything',
  description: '',
  look: [],
  fault(point, { clock, faults }) {
    if (!isPutOfRows(point)) return undefined;
    const minute = Math.floor((clock.now() / 1000 - start) / 60);
    if (minute === 1) clock.advance(1_500);
    if (minute === 2 && faults === 0) return { refuse: { status: 403, code: 'AccessDenied' } };
    return undefined;
  },
};

const statuses = ['200', '200', '304', '404', '502', '000', '200'];
const resultTypes = ['Hit', 'Miss', 'RefreshHit', 'Error', 'Miss', 'Hit', 'Redirect'];

function makeRecords(): string[] {
  const count = minutes * requestsPerMinute;
  const records = withValues({ records: examples.slice(0, count), fields }, (_, index) => ({
    timestamp: (start + (index * minutes * 60) / count + 0.25).toFixed(3),
    'x-edge-request-id': String(index).padStart(54, '_').concat('=='),
    'x-host-header': distributions[Number(index % 5 === 0)],
    'cache-behavior-path-pattern': behaviors[index % 3],
    'sc-status': statuses[index % statuses.length],
    'x-edge-result-type': resultTypes[index % resultTypes.length],
    'cs-method': index % 11 === 0 ? 'POST' : 'GET',
    'time-to-first-byte': (((index * 37) % 400) / 1000).toFixed(3),
    'time-taken': (((index * 61) % 900) / 1000).toFixed(3),
    'origin-fbl': index % 4 === 0 ? (((index * 17) % 300) / 1000).toFixed(3) : '-',
    'origin-lbl': index % 4 === 0 ? (((index * 17) % 300) / 1000 + 0.05).toFixed(3) : '-',
    'cs-protocol': 'https',
    ...(index % 50 === 7 && { 'sc-content-len': 'many' }),
  }));
  return records.flatMap((record, index) => (index % 60 === 30 ? [record, `garbage ${index}`] : [record]));
}

let troubled: TroubledPipeline;
let lake: Lake;
let widgets: readonly MetricWidget[];
/** The earliest and latest real time at which records reached the lake, in epoch seconds. */
let ran: readonly [number, number];

beforeAll(async () => {
  const { file: bundleFile } = bundleFunction({
    entryFile: resolve('lambda/consumer/index.ts'),
    outputFolder: join(folder, 'bundle'),
  });
  troubled = await TroubledPipeline.start({
    clock: new MovableClock((start - 60) * 1000),
    bundleFile,
    folder: join(folder, 'aws'),
    layout: { fields, status: 'confirmed', since: '1970-01-01T00:00:00Z' },
    records: [],
    shards: 1,
    bisects: false,
  });
  troubled.setTroubles([trouble]);
  const before = Date.now() / 1000;
  const sent = await sendTroubled(
    troubled,
    [],
    { records: makeRecords(), fields },
    new AbortController().signal,
  );
  ran = [before, Date.now() / 1000];
  const { account, eventSource, lakeBucket, endpoints } = troubled.pipeline;
  widgets = widgetsOf(synthesize(props).toJSON() as Template, {
    ...account,
    mappingId: eventSource.mappingId,
  });

  // The compaction doesn't run here, so its metrics are added directly.
  const Dimensions = [{ Name: healthDimension.pipeline, Value: account.stackName }];
  for (const [MetricName, Value] of [
    ['CompactionLag', 7_200_000],
    ['LateMarks', 2],
    ['InexactRequests', 1],
  ] as const)
    endpoints.metrics.add(healthNamespace, { MetricName, Value, Dimensions }, start);
  const machine = widgets
    .flatMap(({ queries }) => queries)
    .find(({ Label }) => Label === 'Succeeded')?.MetricStat;
  const ofMachine = machine?.Metric.Dimensions ?? [];
  for (const MetricName of ['ExecutionsSucceeded', 'ExecutionsFailed', 'ExecutionsTimedOut'])
    endpoints.metrics.add('AWS/States', { MetricName, Value: 1, Dimensions: ofMachine }, start);

  lake = await Lake.open(join(folder, 'aws', lakeBucket));
  const rows = sent.map((record) => `('${record.replaceAll("'", "''")}')`);
  await lake.ask(`CREATE TABLE sent AS SELECT * FROM (VALUES ${rows.join()}) t (record)`);
  await lake.ask(`CREATE VIEW logged AS SELECT *, epoch(date_trunc('minute', "timestamp"))::double AS minute,
    floor(sc_status / 100) AS class, x_host_header AS distribution, cache_behavior_path_pattern AS behavior,
    cs_method IN ('GET', 'HEAD', 'OPTIONS') AND x_edge_result_type IN ('Hit', 'RefreshHit', 'OriginShieldHit') AS hit,
    cs_method IN ('GET', 'HEAD', 'OPTIONS') AND x_edge_result_type IN ('Hit', 'RefreshHit', 'OriginShieldHit', 'Miss', 'MissGeneratedResponse') AS lookup,
    cmcd_session_id IS NOT NULL AS plays,
    cmcd_session_id IS NOT NULL AND coalesce(cmcd_object_type, 'v') IN ('v', 'av') AS plays_video
    FROM requests`);
  // Records arrive in the minute of their timestamp. Garbage has none, and arrives with the previous record.
  await lake.ask(`CREATE VIEW arrived AS SELECT record, record LIKE 'garbage%' AS is_garbage, strlen(record) + 1 AS bytes,
    CASE WHEN is_garbage THEN ${start}::double + 60 * floor(split_part(record, ' ', 2)::integer / ${requestsPerMinute})
      ELSE 60 * floor(try_cast(split_part(record, chr(9), 1) AS double) / 60) END AS minute FROM sent`);
});

afterAll(async () => {
  lake.close();
  await troubled.stop();
});

/** Values by distribution, by cache behavior, or in total, calculated from the records. */
const ofDistributions = (value: string, label = 'distribution') =>
  `SELECT ${label} AS label, minute, ${value} AS value FROM logged GROUP BY ALL`;
const ofBehaviors = (value: string, where = 'true') =>
  `SELECT distribution || ' ' || behavior AS label, minute, ${value} AS value FROM logged WHERE ${where} GROUP BY ALL`;
const ofAll = (value: string, label: string, from = 'logged') =>
  `SELECT '${label}' AS label, minute, ${value} AS value FROM ${from} GROUP BY ALL`;
const both = (...parts: readonly string[]) => parts.join(' UNION ALL ');

/** Percentiles: the smallest value that this share of the values don't exceed. */
const percentiles = (column: string, where: string, percents: readonly number[], factor: number) =>
  both(
    ...percents.map(
      (percent) => `SELECT 'p${percent} ' || distribution AS label, minute, min(value) AS value FROM (
        SELECT distribution, minute, round(${factor} * ${column}) AS value,
          cume_dist() OVER (PARTITION BY distribution, minute ORDER BY round(${factor} * ${column})) AS share
        FROM logged WHERE ${where}) WHERE share >= ${percent / 100} GROUP BY ALL`,
    ),
  );
const share = (condition: string, label: string) =>
  ofAll(`100.0 * count(*) FILTER (${condition}) / count(*)`, label);
const shareOfAll = (condition: string) =>
  `SELECT label, l.minute, 100.0 * value / total AS value FROM (${ofBehaviors(`count(*) FILTER (${condition})`)}) l
   JOIN (SELECT minute, count(*) AS total FROM logged GROUP BY ALL) t USING (minute)`;
const constant = (label: string, ...values: readonly number[]) =>
  both(
    ...values.map(
      (value, minute) => `SELECT '${label}' AS label, ${start + 60 * minute} AS minute, ${value} AS value`,
    ),
  );
const ofHour = (label: string, value: number | string) =>
  `SELECT '${label}' AS label, ${start - (start % 3600)} AS minute, ${value} AS value`;
const ofTime = (label: string, value: string) =>
  `SELECT '${label}' AS label, ${start} AS minute, ${value} AS value`;
const configured = (part: string, whole: string) =>
  both(
    ofAll(
      `100.0 * count(*) FILTER (${part}) / count(*) FILTER (${whole})`,
      metricSeries[0],
      `logged WHERE distribution = '${distributions[0]}'`,
    ),
    ofAll(
      `100.0 * count(*) FILTER (${part}) / count(*) FILTER (${whole})`,
      metricSeries[1],
      `logged WHERE distribution = '${distributions[1]}' AND behavior = '/images/*'`,
    ),
  );
const times = (column: string, where = 'true') => percentiles(column, where, [50, 90, 99], 1000);

const settings = resolveSettings(props);
const cost = logCost({ ...settings, shards: estimateShards(settings).shards });
const { ofMonth, ofRecord, ofInvocation, ofMillisecond } = cost;

/** DuckDB's results for the content of each widget, by title. */
const answers: Readonly<Record<string, string>> = {
  'Requests by distribution': ofDistributions('count(*) / 60.0'),
  'Requests by cache behavior': ofBehaviors('count(*) / 60.0'),
  'Bandwidth by distribution': both(
    ofDistributions('8 * sum(sc_bytes) / 60.0', "'to viewers: ' || distribution"),
    ofDistributions('8 * sum(cs_bytes) / 60.0', "'from viewers: ' || distribution"),
  ),
  'Error rates of all distributions': both(
    share('WHERE class = 5', 'Server errors (5xx)'),
    share('WHERE class = 4', 'Client errors (4xx)'),
    share('WHERE sc_status = 0', 'Aborted by clients (000)'),
  ),
  'Server errors by cache behavior': shareOfAll('WHERE class = 5'),
  'Client errors by cache behavior': shareOfAll('WHERE class = 4'),
  'Server error rates of configured series': configured('WHERE class = 5', 'WHERE true'),
  'Cache hit ratio of all distributions': ofAll(
    '100.0 * count(*) FILTER (WHERE hit) / count(*) FILTER (WHERE lookup)',
    'Cache hit ratio',
  ),
  'Lookups by cache behavior': ofBehaviors('count(*) FILTER (WHERE lookup) / 60.0'),
  'Hits by cache behavior': ofBehaviors('count(*) FILTER (WHERE hit) / 60.0'),
  'Cache hit ratios of configured series': configured('WHERE hit', 'WHERE lookup'),
  'Time to first byte': times('time_to_first_byte'),
  'Time to last byte': times('time_taken'),
  'Origin, first byte': times('origin_fbl', 'origin_fbl IS NOT NULL'),
  'Origin, last byte': times('origin_lbl', 'origin_lbl IS NOT NULL'),
  'Buffer starvation': ofAll(
    "100.0 * count(*) FILTER (WHERE plays AND lower(cmcd_buffer_starvation) NOT IN ('false', '0', '?0')) / count(*) FILTER (WHERE plays)",
    'Requests after an empty buffer',
  ),
  'Bitrate of the requested video': percentiles(
    'cmcd_encoded_bitrate',
    'plays_video AND cmcd_encoded_bitrate IS NOT NULL',
    [10, 50, 90],
    1,
  ),
  'Throughput measured by players': percentiles(
    'cmcd_measured_throughput',
    'plays AND cmcd_measured_throughput IS NOT NULL',
    [10, 50],
    1,
  ),
  'Sessions playing at once': ofAll(
    'sum(cmcd_object_duration) FILTER (WHERE plays_video) / 60000.0',
    'Sessions',
  ),
  'Age of records when the consumer reads them': constant('Age of records read', 0, 0, 0),
  'Records that the stream throttled': constant('Throttled records', 0, 0, 0),
  'Shards in use (mean of a minute)': both(
    ofAll('count(*) / 60.0 / 1000', 'Shards in use by records', 'arrived'),
    ofAll('sum(bytes) / 60.0 / 1000000', 'Shards in use by bytes', 'arrived'),
  ),
  'Invocations of the consumer': both(
    constant('Invocations', 1, 1, 2),
    constant('Errors', 0, 0, 1),
    constant('Throttles', 0, 0, 0),
  ),
  'Duration of an invocation': both(
    constant('p50', 0, 1500, 0),
    constant('p99', 0, 1500, 0),
    constant('longest', 0, 1500, 0),
  ),
  'Metrics that did not reach CloudWatch': constant('Lost metrics', 0, 0, 0),
  'How long the next hour has waited': ofHour('Lag', 7_200_000),
  'Runs of the compaction': both(ofHour('Succeeded', 1), ofHour('Failed', 1), ofHour('Timed out', 1)),
  'Late files and inexact requests': both(ofHour('Late files', 2), ofHour('Inexact requests', 1)),
  'Records in the selected time range': both(
    ofTime('Incoming records', '(SELECT count(*) FROM arrived)'),
    ofTime('Rows in the lake', '(SELECT count(*) FROM logged)'),
    ofTime('Quarantined', '(SELECT count(*) FROM arrived WHERE is_garbage)'),
    ofTime('Not yet accounted for', '0'),
  ),
  Records: both(
    ofAll('count(*)', 'Incoming records', 'arrived'),
    ofAll('count(*) FILTER (WHERE NOT is_garbage)', 'Rows in the lake', 'arrived'),
  ),
  'Rows by layout': ofAll('count(*)', printFields(fields)),
  'Quarantined records': ofAll(
    '100.0 * count(*) FILTER (WHERE is_garbage) / count(*)',
    'Quarantined',
    'arrived',
  ),
  'Failed and lost records': 'SELECT NULL AS label, 0 AS minute, 0 AS value WHERE false',
  "Values that don't parse as their column's type": ofAll('count(malformed_values)', 'Malformed values'),
  'Monthly cost at the rate of each hour': ofHour(
    'Dollars a month',
    `${ofMonth} + ${hoursOfMonth} * ((SELECT count(*) FROM arrived) * ${ofRecord} + 4 * ${ofInvocation} + 1500 * ${ofMillisecond})`,
  ),
};

type Points = Record<string, number>;

/** Points by label and period, rounded to six digits like prices. */
const pointOf = (label: unknown, time: unknown, value: unknown): [string, number] => [
  `${String(label)} @ ${Number(time) - start}`,
  Number(Number(value).toPrecision(6)),
];

async function askDuckdb(sql: string): Promise<Points> {
  const rows = await lake.ask(
    `SELECT label, minute, value::double AS value FROM (${sql}) WHERE value IS NOT NULL ORDER BY 1, 2`,
  );
  return Object.fromEntries(rows.map(({ label, minute, value }) => pointOf(label, minute, value)));
}

function shownBy(title: string): Points {
  const widget = widgets.find((each) => each.title === title) as MetricWidget;
  const lines = evaluateWidget(widget, troubled.pipeline.endpoints.metrics, start, end);
  const points = lines.flatMap(({ label, values }) =>
    [...values].map(([time, value]) => pointOf(label, time, value)),
  );
  return Object.fromEntries(points.sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe('the numbers of the dashboard', () => {
  it('are compared for every widget', () => {
    const titles = widgets
      .map(({ title }) => title)
      .filter((title) => title !== 'Delay from request to lake');
    expect(titles.sort()).toEqual(Object.keys(answers).sort());
  });

  it.each(Object.entries(answers))("equal DuckDB's over the same records: %s", async (title, sql) => {
    const expected = await askDuckdb(sql);
    expect(shownBy(title)).toEqual(expected);
  });

  it('include the delay from the request to the time when its file was written', async () => {
    const shown = shownBy('Delay from request to lake');
    const rows = await lake.ask(
      `SELECT minute, epoch(min("timestamp")) AS oldest, avg(epoch("timestamp")) AS mean FROM logged GROUP BY 1 ORDER BY 1`,
    );
    for (const { minute, oldest, mean } of rows) {
      for (const [label, requested] of [
        ['oldest request', oldest],
        ['mean', mean],
        ['p99 of batches', mean],
      ]) {
        const writtenAt = Number(requested) + (shown[`${label} @ ${Number(minute) - start}`] ?? 0);
        expect(writtenAt).toBeGreaterThan(ran[0] - 1);
        expect(writtenAt).toBeLessThan(ran[1] + 1);
      }
    }
    expect(rows).toHaveLength(minutes);
  });
});
