import { readFileSync } from 'node:fs';
import { defaultFields } from '../../../core/fields/defaultFields.ts';
import { titleOf } from '../../../lib/monitoring/alarms/pipelineAlarm.ts';
import { alarmNames } from '../../../lib/settings/alarmOptions.ts';
import { alarmsOf, metricsOfAlarm, type TemplateAlarm } from './templates.ts';

jest.mock('../../../lib/functionBundle.ts', () => jest.requireActual('../bundleStandIn.ts'));

const standard = Object.values(alarmsOf());

describe('alarms', () => {
  it('exist for every problem, in the order of the documentation', () => {
    expect(Object.keys(alarmsOf())).toEqual(alarmNames.map(titleOf));
  });

  it('have names that start with the name of the pipeline, so that two pipelines in a region do not collide', () => {
    const names = Object.values(alarmsOf({ name: 'video' })).map(({ AlarmName }) => AlarmName);
    expect(names[0]).toBe('video Throttled writes');
    expect(new Set(names).size).toBe(alarmNames.length);
  });

  it('have names that CloudWatch accepts, even if a path pattern is long', () => {
    const metricSeries = [`d111111abcdef8.cloudfront.net /${'x'.repeat(240)}`];
    const names = Object.values(alarmsOf({ metricSeries })).map(({ AlarmName }) => AlarmName);
    for (const name of names) expect(name).toMatch(/^[ -~]{1,255}$/);
  });

  it.each(standard)('$AlarmName describes the problem and the remedy, and links to the runbook', (alarm) => {
    const { AlarmDescription: text } = alarm;
    expect(text.split('. ').length).toBeGreaterThanOrEqual(3);
    expect(text).toMatch(/^[A-Z].*\. [A-Z].*\. See docs\/operations\.md#[a-z-]+$/);
    expect(text.length).toBeLessThanOrEqual(1024);
  });

  it('link to the configured runbook', () => {
    const { AlarmDescription } = alarmsOf({ runbookUrl: 'https://wiki.example.com/runbook' })['No records'];
    expect(AlarmDescription).toMatch(/See https:\/\/wiki\.example\.com\/runbook#no-records$/);
  });

  it.each(standard)('$AlarmName notifies the topic when it is raised and when it ends', (alarm) => {
    const topic = [{ Ref: 'PipelineMonitoringAlarmTopic76A286BA' }];
    expect([alarm.AlarmActions, alarm.OKActions]).toEqual([topic, topic]);
  });

  it.each(standard)('$AlarmName uses metrics of one period, and evaluates a day or less', (alarm) => {
    const periods = new Set(metricsOfAlarm(alarm).map(({ period }) => period));
    expect(periods.size).toBe(1);
    expect([...periods][0] * alarm.EvaluationPeriods).toBeLessThanOrEqual(86_400);
    expect(alarm.DatapointsToAlarm).toBeLessThanOrEqual(alarm.EvaluationPeriods);
  });

  it.each(
    standard,
  )('$AlarmName uses no expression that alarms do not support or evaluate wrongly', (alarm) => {
    for (const { Expression = '' } of alarm.Metrics) {
      expect(Expression).not.toMatch(/SEARCH|METRICS|\b(?:SUM|AVG|MAX|MIN)\(/);
      // The latest period may have no data, so a filled value alone must not raise the alarm.
      if (Expression.includes('FILL')) expect(alarm.DatapointsToAlarm).toBeGreaterThan(1);
      expect(Expression).not.toMatch(/\de[-+]?\d/);
    }
  });

  it.each(alarmNames)('can be turned off individually: %s', (name) => {
    const { [titleOf(name)]: _, ...others } = alarmsOf();
    expect(alarmsOf({ alarms: { [name]: false } })).toEqual(others);
  });

  it('can be turned off together', () => {
    expect(alarmsOf({ alarms: false })).toEqual({});
  });

  it.each([
    ['throttledWrites', 7, 7],
    ['consumerBehind', 20, 0.2 * 22 * 3_600_000],
    ['consumerFarBehind', 80, 0.8 * 22 * 3_600_000],
    ['consumerErrors', 3, 3],
    ['consumerThrottles', 3, 3],
    ['consumerDuration', 50, 30_000],
    ['failedRecords', 100, 100],
    ['lostRecords', 100, 100],
    ['quarantineRate', 0.5, 0.5],
    ['suspectRows', 10, 10],
    ['lostMetrics', 10, 10],
    ['serverErrorRate', 1.5, 1.5],
    ['compactionBehind', 3, 3 * 3_600_000],
    ['compactionFailed', 1, 1],
    ['inexactRequests', 1, 1],
    ['lateMarks', 10, 10],
    ['monthlyCost', 1234, 1234],
  ] as const)('has the configured threshold: %s, %d', (name, configured, threshold) => {
    expect(alarmsOf({ alarms: { [name]: configured } })[titleOf(name)].Threshold).toBeCloseTo(threshold);
  });

  it('waits for the configured number of minutes', () => {
    const alarms = alarmsOf({ alarms: { noRecords: 60, consumerStopped: 20 } });
    expect(alarms['No records']).toMatchObject({ EvaluationPeriods: 13, DatapointsToAlarm: 12 });
    expect(alarms['Consumer stopped']).toMatchObject({ EvaluationPeriods: 4, DatapointsToAlarm: 4 });
  });
});

describe('cache hit ratio', () => {
  const expressions = ({ Metrics }: TemplateAlarm) =>
    Metrics.flatMap(({ Id, Expression, ReturnData }) => (Expression ? [[Id, Expression, ReturnData]] : []));

  it('is compared with the value that CloudWatch anomaly detection expects', () => {
    const alarm = alarmsOf({ alarms: { cacheHitRatio: 4 } })['Cache hit ratio'];
    expect(alarm).toMatchObject({
      ComparisonOperator: 'LessThanLowerThreshold',
      EvaluationPeriods: 3,
      DatapointsToAlarm: 3,
      TreatMissingData: 'notBreaching',
    });
    expect(alarm.Threshold).toBeUndefined();
    const [band, ratio] = expressions(alarm);
    expect(alarm.ThresholdMetricId).toBe(band[0]);
    expect(band.slice(1)).toEqual([`ANOMALY_DETECTION_BAND(${ratio[0]}, 4)`, true]);
    expect(ratio.slice(1)).toEqual(['100 * hits / lookups', true]);
  });
});

describe('alarms of the compaction', () => {
  const ofCompaction = [
    'Compaction behind',
    'Compaction stopped',
    'Compaction failed',
    'Inexact requests',
    'Late marks',
  ];

  it('do not exist if compaction is off', () => {
    const names = Object.keys(alarmsOf());
    expect(names).toEqual(expect.arrayContaining(ofCompaction));
    expect(Object.keys(alarmsOf({ compaction: false }))).toEqual(
      names.filter((name) => !ofCompaction.includes(name)),
    );
  });
});

describe('alarms whose fields are not logged', () => {
  const without = (...names: string[]) => defaultFields.filter((field) => !names.includes(field));
  const missing = (fields: readonly string[]) => {
    const present = Object.keys(alarmsOf({ fields }));
    return alarmNames.map(titleOf).filter((title) => !present.includes(title));
  };

  it('are left out', () => {
    expect(missing(without('sc-status'))).toEqual(['Server error rate']);
    const resultTypes = ['x-edge-result-type', 'x-edge-response-result-type', 'x-edge-detailed-result-type'];
    expect(missing(without(...resultTypes))).toEqual(['Cache hit ratio']);
    expect(missing(without('timestamp'))).toEqual(['Lost metrics', 'Server error rate', 'Cache hit ratio']);
  });

  it('are left out for series that no logged field identifies', () => {
    const metricSeries = ['d1.cloudfront.net', 'd1.cloudfront.net /api/*'];
    const ofSeries = (fields: readonly string[]) =>
      Object.keys(alarmsOf({ fields, metricSeries })).filter((name) => name.includes(': '));
    expect(ofSeries(defaultFields)).toHaveLength(2);
    expect(ofSeries(without('cache-behavior-path-pattern'))).toEqual([
      'Server error rate: d1.cloudfront.net',
    ]);
    expect(ofSeries(without('x-host-header', 'cs-host'))).toEqual([]);
  });
});

describe('docs/operations.md', () => {
  const runbook = readFileSync('docs/operations.md', 'utf8');

  it.each(alarmNames)('describes the remedy of %s under the heading that the alarm links to', (name) => {
    expect(runbook).toContain(`\n### ${titleOf(name)}\n\n`);
    const anchor = titleOf(name).toLowerCase().replaceAll(' ', '-');
    expect(alarmsOf()[titleOf(name)].AlarmDescription).toMatch(new RegExp(`#${anchor}$`));
  });

  it('has the heading that the dashboard links to', () => {
    expect(runbook).toContain('\n## When an alarm fires\n\n');
  });
});
