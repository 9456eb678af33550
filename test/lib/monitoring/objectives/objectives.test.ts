import { readFileSync } from 'node:fs';
import { alarmQuestion, explainedAlarms } from '../../../../core/insight/alarms/alarmQuestion.ts';
import { ConfigurationError } from '../../../../lib/settings/configurationError.ts';
import type { PipelineOptions } from '../../../../lib/settings/pipelineOptions.ts';
import { resolveSettings } from '../../../../lib/settings/pipelineSettings.ts';
import { resourcesOf, synthesize } from '../../synthesize.ts';
import { alarmsOf, type TemplateAlarm, widgetsOf } from '../templates.ts';

jest.mock('../../../../lib/functionBundle.ts', () => jest.requireActual('../../bundleStandIn.ts'));

const series = 'd111111abcdef8.cloudfront.net /api/*';
const props: PipelineOptions = {
  objectives: [
    { series, availability: 99.9, latency: { milliseconds: 500, percent: 95 } },
    { series: 'd111111abcdef8.cloudfront.net', latency: { milliseconds: 1000, percent: 99 } },
  ],
};

interface Composite {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly AlarmRule: { readonly 'Fn::Join': [string, unknown[]] };
  readonly AlarmActions: readonly unknown[];
  readonly OKActions: readonly unknown[];
}

function composites(): Composite[] {
  return Object.values(resourcesOf(synthesize(props)))
    .filter(({ Type }) => Type === 'AWS::CloudWatch::CompositeAlarm')
    .map(({ Properties }) => Properties as unknown as Composite);
}

const windows = Object.entries(alarmsOf(props)).filter(([name]) => name.startsWith('Window'));
const windowOf = (minutes: number, title: string): TemplateAlarm => {
  const alarm = windows.find(([name]) => name === `Window of ${minutes} minutes, ${title}: ${series}`)?.[1];
  if (alarm === undefined) throw new Error(`expected a window of ${minutes} minutes`);
  return alarm;
};

/** Whether a window's alarm is raised with a number of bad requests. */
function isRaised({ Metrics, Threshold = 0 }: TemplateAlarm, bad: number, all: number): boolean {
  const { Expression } = Metrics.find(({ ReturnData = true }) => ReturnData) ?? {};
  const choose = (holds: boolean, yes: number, no: number) => (holds ? yes : no);
  return new Function('IF', 'bad', 'all', `return ${Expression}`)(choose, bad, all) > Threshold;
}

describe('the alarms of an objective', () => {
  it('cover two burn rates of each kind, each over a long and a short window whose alarms do not notify', () => {
    const titles = [
      'Availability fast burn',
      'Availability slow burn',
      'Latency fast burn',
      'Latency slow burn',
    ];
    expect(composites().map(({ AlarmName }) => AlarmName)).toEqual([
      ...titles.map((title) => `cloudfront-realtime-logs ${title}: ${series}`),
      ...titles.slice(2).map((title) => `cloudfront-realtime-logs ${title}: d111111abcdef8.cloudfront.net`),
    ]);
    expect(windows).toHaveLength(12);
    for (const [, { AlarmActions, OKActions }] of windows)
      expect([AlarmActions, OKActions]).toEqual([undefined, undefined]);
    for (const { AlarmRule, AlarmActions, OKActions } of composites()) {
      const rule = JSON.stringify(AlarmRule['Fn::Join'][1]);
      expect(rule.match(/ALARM\(/g)).toHaveLength(2);
      expect(rule).toContain(' AND ');
      expect([AlarmActions, OKActions]).toEqual([
        [{ Ref: 'PipelineMonitoringAlarmTopic76A286BA' }],
        [{ Ref: 'PipelineMonitoringAlarmTopic76A286BA' }],
      ]);
    }
  });

  it('use metrics that the series already has: server errors, and the histogram of the time to first byte', () => {
    const stats = ({ Metrics }: TemplateAlarm) =>
      Metrics.flatMap(({ MetricStat: stat }) =>
        stat ? [[stat.Metric.MetricName, stat.Stat, stat.Period]] : [],
      );
    expect(stats(windowOf(360, 'Availability slow burn'))).toEqual([
      ['5xxCount', 'Sum', 21_600],
      ['Requests', 'Sum', 21_600],
    ]);
    expect(stats(windowOf(5, 'Latency fast burn'))).toEqual([
      ['TimeToFirstByte', 'TC(500:)', 300],
      ['TimeToFirstByte', 'SampleCount', 300],
    ]);
  });

  it.each([
    [60, 'Availability fast burn', 15, 1_000, true],
    [60, 'Availability fast burn', 14, 1_000, false],
    [30, 'Availability slow burn', 7, 1_000, true],
    [30, 'Availability slow burn', 6, 1_000, false],
    // 5% of the responses may be slow, so the burn rate is at most 20.
    [60, 'Latency fast burn', 730, 1_000, true],
    [60, 'Latency fast burn', 720, 1_000, false],
    [360, 'Latency slow burn', 310, 1_000, true],
    [360, 'Availability slow burn', 99, 99, false],
  ])('over %i minutes, %s with %i of %i bad: %s', (minutes, title, bad, all, expected) => {
    expect(isRaised(windowOf(minutes, title), bad, all)).toBe(expected);
  });

  it('describe the objective and the remedy, and link to the runbook', () => {
    const runbook = readFileSync('docs/operations.md', 'utf8');
    for (const { AlarmDescription } of composites()) {
      expect(AlarmDescription).toMatch(/npx cfrl explain/);
      const anchor = /#(\S+)$/.exec(AlarmDescription)?.[1] ?? '';
      const heading = `${anchor[0]?.toUpperCase()}${anchor.slice(1).replaceAll('-', ' ')}`;
      expect(runbook).toContain(`\n### ${heading}\n`);
    }
    expect(composites()[0]?.AlarmDescription).toBe(
      `The objective (99.9% of the requests of ${series} succeed without a server error) is missed at a rate that uses up 2% of the ` +
        '30-day error budget in an hour. Find the cause now: run npx cfrl explain. See docs/operations.md#availability-objective',
    );
  });

  it('can be explained, unlike the alarms of their windows', () => {
    const message = (alarmName: string) => ({ alarmName, reason: '', raisedAt: 0 });
    for (const { AlarmName } of composites())
      expect(alarmQuestion(message(AlarmName), 'cloudfront-realtime-logs')?.series).toBeDefined();
    for (const [name] of windows)
      expect(Object.keys(explainedAlarms).filter((title) => name.startsWith(title))).toEqual([]);
  });

  it('are on the dashboard, with their state and their burn rates', () => {
    const widgets = widgetsOf(props);
    const burn = widgets.find(({ properties }) => properties.title === 'Burn rates');
    expect(burn?.properties.annotations?.horizontal.map(({ value }) => value)).toEqual([14.4, 6]);
    expect(JSON.stringify(burn?.properties.metrics)).toContain(
      '"Availability: d111111abcdef8.cloudfront.net /api/*"',
    );
    expect(JSON.stringify(widgets.find(({ type }) => type === 'alarm')).match(/Fast|Slow/g)).toHaveLength(6);
  });
});

describe('the option objectives', () => {
  it('adds its series to metricSeries', () => {
    const { metricSeries } = resolveSettings({ ...props, metricSeries: [series] });
    expect(metricSeries).toEqual([series, 'd111111abcdef8.cloudfront.net']);
  });

  it.each([
    [[{ series }]],
    [[{ series, availability: 100 }]],
    [[{ series, availability: 93 }]],
    [[{ series, latency: { milliseconds: 0, percent: 99 } }]],
    [
      [
        { series, availability: 99 },
        { series, availability: 98 },
      ],
    ],
    [[{ availability: 99 }]],
  ])('rejects %j', (objectives) => {
    expect(() => resolveSettings({ objectives } as PipelineOptions)).toThrow(ConfigurationError);
  });

  it('is rejected if all alarms are off', () => {
    expect(() => resolveSettings({ ...props, alarms: false })).toThrow(/objectives: expected no value/);
  });
});
