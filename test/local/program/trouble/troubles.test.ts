import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { bundleFunction } from '../../../../bundle/bundleFunction.ts';
import { awsCalls, createDoctorClients, type DoctorClients } from '../../../../cli/doctor/awsCalls.ts';
import { examine } from '../../../../cli/doctor/examine.ts';
import { findPipeline } from '../../../../cli/pipeline/findPipeline.ts';
import { readTour } from '../../../../docs/tour/readTour.ts';
import { type AlarmDefinition, alarmsOf } from '../../../../emulator/alarms/alarmDefinitions.ts';
import { firedAlarms } from '../../../../emulator/alarms/alarmHistory.ts';
import type { MetricStatistics } from '../../../../emulator/endpoints/cloudwatch/metricStatistics.ts';
import { environmentOf } from '../../../../emulator/localAws.ts';
import type { Template } from '../../../../emulator/template/template.ts';
import { sendRecords } from '../../../../emulator/traffic.ts';
import { MovableClock } from '../../../../local/program/trouble/movableClock.ts';
import { sendTroubled } from '../../../../local/program/trouble/sendTroubled.ts';
import { isPutOfRows, type Trouble, withValues } from '../../../../local/program/trouble/trouble.ts';
import { TroubledPipeline } from '../../../../local/program/trouble/troubledPipeline.ts';
import { troubles } from '../../../../local/program/trouble/troubles.ts';
import { runForLines } from '../../../cli/runInProcess.ts';
import { synthesize } from '../../../lib/synthesize.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

jest.mock('../../../../lib/functionBundle.ts', () => jest.requireActual('../../../lib/bundleStandIn.ts'));

const folder = temporaryFolder();
const minute = 60_000;
const hour = 60 * minute;
const { signal } = new AbortController();
const stack = 'cloudfront-realtime-logs';
const fields = readFileSync('examples/video-62-fields.fields.txt', 'utf8').split(/\s+/).filter(Boolean);
const examples = gunzipSync(readFileSync('examples/video-62-fields.tsv.gz')).toString('latin1').split('\n');

const troubleMinutes = 3;
const usualCount = 360;

/**
 * Milliseconds until the next trouble. By then, alarms have returned to OK, and alarms about missing records
 * aren't triggered yet.
 */
const slot = 25 * minute;

/**
 * Milliseconds for which the stream isn't read, so that records become old enough for every alarm about their
 * age.
 */
const unread = 12 * hour;

/** A problem that isn't in the list of troubles, for an alarm that none of them triggers. */
const others: readonly Trouble[] = [
  {
    name: 'slow S3',
    description: 'a put takes 50 seconds',
    look: [],
    fault(point, { clock: ofServices }) {
      if (isPutOfRows(point)) ofServices.advance(50_000);
      return undefined;
    },
  },
  {
    name: 'no failure bucket',
    description: 'neither lake nor failure bucket accepts anything',
    look: [],
    fault: ({ operation, stage }) =>
      stage === 'before' && operation === 'PutObject'
        ? { refuse: { status: 403, code: 'AccessDenied' } }
        : undefined,
  },
  {
    name: 'wrong field order',
    description: 'two fields change places, and nobody has registered that',
    look: [],
    change: (input) =>
      withValues(input, (value) => ({ 'cs-method': value('c-ip'), 'c-ip': value('cs-method') })),
  },
  {
    name: 'no metrics',
    description: 'CloudWatch accepts no metrics of the traffic',
    look: [],
    fault: ({ operation, stage }) =>
      stage === 'before' && operation === 'PutMetricData'
        ? { refuse: { status: 403, code: 'AccessDenied' } }
        : undefined,
  },
];

/** Full hour before which everything happens, so that periods start at the same records in every run. */
const end = Math.floor(Date.now() / hour) * hour;
const startOf = (index: number) => end - (troubles.length + others.length - index) * slot;
const clock = new MovableClock(startOf(-2) - unread);
let troubled: TroubledPipeline;
let alarms: readonly AlarmDefinition[];
let environment: Readonly<Record<string, string>>;
let clients: DoctorClients;
let known: Readonly<Record<string, string>> = {};
let rowsBefore = 0;
/** Alarms that went to ALARM, and doctor's findings. */
const seen = new Set<string>();
const found = new Set<string>();

/** Alarms that can't be triggered here, because AWS doesn't publish the model of CloudWatch's anomaly detection. */
const exempt = ['Cache hit ratio'];

/** Alarms that test/emulator/alarms/compactionAlarms.test.ts triggers. */
const ofCompaction = /^(Compaction (behind|stopped|failed)|Inexact requests|Late marks)$/;

/** Requests of five minutes, half of them of the default cache behavior. */
function requestsFrom(start: number, count = usualCount): string[] {
  const records = Array.from({ length: count }, (_, index) => examples[index]);
  return withValues({ records, fields }, (_, index) => ({
    timestamp: ((start + (index * troubleMinutes * minute) / count) / 1000).toFixed(3),
    'x-edge-request-id': `${start.toString(36)}${String(index).padStart(46, '_')}==`,
    'cache-behavior-path-pattern': index % 2 === 0 ? '*' : '/images/*',
    'sc-status': '200',
  }));
}

const withoutNumbers = (text: string) =>
  text
    .replace(/[\d,]+/g, 'N')
    .replace(/\s+/g, ' ')
    .trim();

/** Returns doctor's findings at the clock's time, and the subjects without earlier findings. */
async function runDoctor() {
  const names = await findPipeline(new CloudFormationClient({}), stack);
  const findings = await examine({ names, calls: awsCalls(clients, names, signal), now: clock.now() });
  const wrong: Record<string, string> = Object.fromEntries(
    findings.filter(({ state }) => state === 'wrong').map(({ subject, text }) => [subject, text]),
  );
  for (const { subject, text, remedy = '' } of findings) {
    found.add(withoutNumbers(`✗ ${subject} ${text} → ${remedy}`));
  }
  const before = known;
  known = wrong;
  return { wrong, newly: Object.keys(wrong).filter((subject) => before[subject] === undefined) };
}

/** Returns the alarms that went to ALARM between two times. All of them must have returned to OK. */
function findAlarmsBetween(from: number, to: number): string[] {
  const ofTroubles = alarms.filter(({ name }) => !/Compaction|Monthly cost/.test(name));
  const fired = firedAlarms(ofTroubles, troubled.pipeline.endpoints.metrics, from, to);
  expect(fired.filter(({ until }) => until === undefined)).toEqual([]);
  const names = fired.map(({ name }) => name.replace(`${stack} `, ''));
  for (const name of names) seen.add(name);
  return names;
}

/** Returns the statistics of a metric in a slot. */
function statisticsOf(metric: string, start: number): MetricStatistics | undefined {
  const { metrics, hooks } = troubled.pipeline.endpoints;
  hooks.beforeReading?.();
  const [namespace = '', name] = metric.split(' ');
  const identity = metrics.metrics.find(
    (each) => each.namespace === namespace && each.name === name && Object.keys(each.dimensions).length === 1,
  );
  const [from, to] = [start / 1000, (start + slot) / 1000];
  return identity && metrics.periods(identity, to - from, from, to).get(from);
}

const put = (records: readonly string[]) => sendRecords(records, { ...troubled.pipeline, signal });

/** Returns the number of invocations of the consumer, including rejected ones. */
function totalOf(name: string): number {
  const dimensions = { FunctionName: 'consumer' };
  return troubled.pipeline.endpoints.metrics.total({ namespace: 'AWS/Lambda', name, dimensions })?.sum ?? 0;
}

beforeAll(async () => {
  const { file: bundleFile } = bundleFunction({
    entryFile: resolve('lambda/consumer/index.ts'),
    outputFolder: join(folder, 'bundle'),
  });
  troubled = await TroubledPipeline.start({
    clock,
    bundleFile,
    folder: join(folder, 'aws'),
    layout: { fields, status: 'confirmed', since: '1970-01-01T00:00:00Z' },
    records: requestsFrom(0).slice(0, 2),
    shards: 1,
    bisects: false,
  });
  const { account, aws, eventSource } = troubled.pipeline;
  environment = environmentOf(aws?.url ?? '');
  Object.assign(process.env, environment);
  clients = createDoctorClients({});
  // A budget that two slow invocations exceed, because sending millions of records would take too long.
  const template = synthesize({ alarms: { monthlyCost: 11 } }).toJSON() as Template;
  alarms = alarmsOf(template, { ...account, mappingId: eventSource.mappingId });
});

afterAll(async () => {
  for (const name of Object.keys(environment)) delete process.env[name];
  await troubled.stop();
});

describe('alarms about a consumer that does not run', () => {
  it('go to ALARM if Lambda throttles, and return to OK with the next invocations', async () => {
    const { host } = troubled.pipeline;
    const start = startOf(-2) - unread;
    const throttledOnceMore = async () => {
      const before = totalOf('Throttles');
      while (totalOf('Throttles') === before) await setTimeout(5);
    };
    clock.set(start);
    host.update({ maximumConcurrency: 0 });
    await put(requestsFrom(start, 1));
    await throttledOnceMore();
    clock.advance(5 * minute);
    await throttledOnceMore();
    host.update({ maximumConcurrency: 10 });
    await troubled.pipeline.drain();
    expect(findAlarmsBetween(start, start + slot)).toEqual(['Consumer throttles']);
    expect(await runDoctor()).toMatchObject({ wrong: { consumer: expect.stringMatching(/^1 /) } });
  });

  it('go to ALARM if the stream is not read, and return to OK when the first records are read', async () => {
    const start = startOf(-1) - unread;
    let reads = false;
    troubled.setTroubles([
      {
        name: 'unread',
        description: 'nobody reads the stream',
        look: [],
        fault: ({ operation }) =>
          operation === 'GetRecords' && !reads
            ? { refuse: { status: 500, code: 'InternalFailure' } }
            : undefined,
      },
    ]);
    for (let minutes = 0; minutes <= 15; minutes += 5) {
      clock.set(start + minutes * minute);
      await put(requestsFrom(clock.now(), 1));
    }
    clock.set(start + unread);
    reads = true;
    await troubled.pipeline.drain();
    clock.advance(minute);
    await put(requestsFrom(clock.now(), 1));
    await troubled.pipeline.drain();
    expect(findAlarmsBetween(start, startOf(0))).toEqual([
      'Consumer behind',
      'Consumer far behind',
      'Consumer stopped',
      'No records',
    ]);
    rowsBefore = (await troubled.count()).rows;
  });
});

/** Expected effects of a trouble. */
interface Expected {
  /** Alarms that go to ALARM, and return to OK. */
  readonly alarms?: readonly string[];
  /** A metric in which it is visible, by namespace and name, and its expected value. */
  readonly metric: readonly [
    name: string,
    isRight: (of: MetricStatistics, sent: readonly string[]) => boolean,
  ];
  /** Subjects of new findings of doctor. */
  readonly findings?: Readonly<Record<string, RegExp>>;
  /** Number of records that aren't rows, before the fix and at the end. */
  readonly missing?: readonly [before: number, after: number];
}

const pipelineOf = (name: string) => `CloudFront/RealtimeLogs/Pipeline ${name}`;
const trafficOf = (name: string) => `CloudFront/RealtimeLogs ${name}`;
const countOf = (sent: readonly string[], field: string, value: RegExp) =>
  sent.filter((record) => value.test(record.split('\t')[fields.indexOf(field)] ?? '')).length;

const expectations: Readonly<Record<string, Expected>> = {
  'origin-errors': {
    alarms: ['Server error rate'],
    metric: [pipelineOf('5xxCount'), ({ sum }) => sum === usualCount / 2],
  },
  'slow-origin': { metric: [trafficOf('OriginFirstByteLatency'), ({ minimum }) => minimum >= 2000] },
  'traffic-spike': { metric: ['AWS/Kinesis IncomingRecords', ({ sum }) => sum === 2 * usualCount] },
  'hot-shard': {
    alarms: ['Throttled writes'],
    metric: ['AWS/Kinesis WriteProvisionedThroughputExceeded', ({ sum }) => sum === 200],
    findings: { throttling: / 200 / },
  },
  'poison-records': {
    alarms: ['Quarantine rate'],
    metric: [pipelineOf('QuarantinedRecords'), ({ sum }) => sum === 18],
    findings: { quarantine: /^18 .* expected a record of 62 fields, got 1$/ },
    missing: [18, 18],
  },
  'layout-change': {
    alarms: ['Quarantine rate'],
    metric: [pipelineOf('QuarantinedRecords'), ({ sum }) => sum === usualCount / 2],
    findings: { quarantine: /^198 .* expected a record of 62 fields, got 61$/ },
    missing: [usualCount / 2, 0],
  },
  's3-refuses': {
    alarms: ['Consumer errors', 'Failed records'],
    metric: ['AWS/Lambda OnFailureDestinationDeliveredEventCount', ({ sum }) => sum === usualCount],
    findings: {
      mapping: /PROBLEM: Function call failed/,
      consumer: /^\d+ .*failed/,
      'failed batches': /^3 .*lake-failures/,
    },
    missing: [usualCount, 0],
  },
  'function-killed': {
    metric: ['AWS/Lambda Errors', ({ sum }) => sum >= 3],
    findings: { consumer: /^\d+ .*failed/ },
  },
  duplicates: { metric: [pipelineOf('Requests'), ({ sum }) => sum === usualCount + usualCount / 10] },
  'cache-busting-bot': {
    metric: [
      pipelineOf('CacheHits'),
      ({ sum }, sent) =>
        sum === countOf(sent, 'x-edge-result-type', /^(Hit|RefreshHit|OriginShieldHit)$/) && sum <= 240,
    ],
  },
  'stalled-video': {
    metric: [
      trafficOf('BufferStarvations'),
      ({ sum }, sent) => sum === countOf(sent, 'cmcd-buffer-starvation', /true/) && sum > 5,
    ],
  },
  'slow S3': {
    alarms: ['Consumer duration'],
    metric: ['AWS/Lambda Duration', ({ maximum }) => maximum >= 50_000],
  },
  'no failure bucket': {
    alarms: ['Consumer errors', 'Lost records'],
    metric: ['AWS/Lambda DestinationDeliveryFailures', ({ sum }) => sum === 3],
    findings: { consumer: /./, mapping: /./, 'failed batches': /^360 records/ },
    missing: [usualCount, usualCount],
  },
  'wrong field order': {
    alarms: ['Suspect rows'],
    metric: [pipelineOf('SuspectRows'), ({ sum }) => sum === usualCount],
    findings: {},
  },
  'no metrics': {
    alarms: ['Lost metrics'],
    metric: [pipelineOf('LostMetrics'), ({ sum }) => sum > 0],
  },
};

describe('every trouble', () => {
  it.each(
    [...troubles, ...others].map((trouble, index) => [trouble.name, trouble, startOf(index)] as const),
  )('%s appears in metrics, raises its alarms, is found by doctor, and is fixed without missing records', async (name, trouble, start) => {
    const { alarms: raised = [], metric, findings = {}, missing = [0, 0] } = expectations[name];
    const records = requestsFrom(start, trouble.hotShard ? 1200 : usualCount);
    troubled.setTroubles([trouble]);
    const sent = await sendTroubled(troubled, [trouble], { records, fields }, signal);
    troubled.setTroubles([]);
    clock.set(start + troubleMinutes * minute);

    const [metricName, isRight] = metric;
    const statistics = statisticsOf(metricName, start);
    expect([metricName, statistics?.sum, statistics && isRight(statistics, sent)]).toEqual([
      metricName,
      statistics?.sum,
      true,
    ]);
    const { wrong, newly } = await runDoctor();
    for (const [subject, text] of Object.entries(findings)) expect(wrong[subject]).toMatch(text);
    expect(newly.filter((subject) => findings[subject] === undefined)).toEqual([]);
    let { rows } = await troubled.count();
    expect(rows - rowsBefore).toBe(sent.length - missing[0]);
    if (trouble.remedy) {
      await trouble.remedy(troubled.pipeline, { records, fields });
      expect(await runForLines(['replay'], environment)).toMatchObject({ error: undefined });
      rows = (await troubled.count()).rows;
      expect(rows - rowsBefore).toBe(sent.length - missing[1]);
    }
    rowsBefore = rows;
    expect(findAlarmsBetween(start, start + slot)).toEqual(raised);
  });

  it('raises the alarm about the cost for a day', () => {
    const [cost] = alarms.filter(({ name }) => name.endsWith('Monthly cost'));
    const fired = firedAlarms([cost], troubled.pipeline.endpoints.metrics, startOf(11), end + 26 * hour);
    expect(fired).toMatchObject([{ until: expect.any(Number) }]);
  });

  it.each(
    readTour(readFileSync('docs/tour.md', 'utf8')).flatMap(({ command, shown = [] }) => {
      const [, name] = /--trouble (\S+)/.exec(command) ?? [];
      return name === undefined ? [] : [[name, shown] as const];
    }),
  )('matches the tour: %s', (name, shown) => {
    const raised = shown.flatMap((line) => /^ {2}cloudfront-realtime-logs ([^,]+)/.exec(line)?.[1] ?? []);
    expect(raised).toEqual(expectations[name]?.alarms ?? []);
    // Doctor only reports a lake without fresh files if there was no earlier file.
    const findings = shown
      .flatMap((line, index) =>
        line.startsWith('  ✗') ? [withoutNumbers(`${line} ${shown[index + 1]}`)] : [],
      )
      .filter((text) => !text.startsWith('✗ lake'));
    expect(findings.filter((text) => !found.has(text))).toEqual([]);
  });

  it('raises every alarm in at least one case', () => {
    const names = alarms.map(({ name }) => name.replace(`${stack} `, ''));
    const raised = [...seen, 'Monthly cost', ...exempt].sort();
    expect(names.filter((name) => !ofCompaction.test(name)).sort()).toEqual(raised);
  });
});
