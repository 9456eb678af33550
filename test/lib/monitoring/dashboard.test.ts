import { fields } from '../../../core/fields/catalog.ts';
import { defaultFields } from '../../../core/fields/defaultFields.ts';
import { grafanaDashboard } from '../../../core/grafana/grafanaDashboard.ts';
import type { PipelineOptions } from '../../../lib/settings/pipelineOptions.ts';
import { dashboardOf, type Widget, widgetsOf } from './templates.ts';

jest.mock('../../../lib/functionBundle.ts', () => jest.requireActual('../bundleStandIn.ts'));

const everyField = fields.map((field) => field.name);

/** Returns headings and titles, in order. */
function outline(props: PipelineOptions = {}): string[] {
  return widgetsOf(props).map(({ properties: { title, markdown = '' } }) => title ?? markdown.split('\n')[0]);
}

function widget(title: string, props: PipelineOptions = {}): Widget {
  const found = widgetsOf(props).find(({ properties }) => properties.title === title);
  if (found === undefined) throw new Error(`expected a widget '${title}', got ${outline(props).join(', ')}`);
  return found;
}

/** Returns the visible lines of a graph by label, as expressions or metric names. */
function linesOf({ properties: { metrics = [] } }: Widget): Record<string, string> {
  return Object.fromEntries(
    metrics
      .map(
        (entry) =>
          [entry.at(-1) as { label: string; expression?: string; visible?: boolean }, entry[1]] as const,
      )
      .filter(([{ visible }]) => visible !== false)
      .map(([{ label, expression }, name]) => [label, expression ?? String(name)]),
  );
}

function annotationsOf({ properties: { annotations } }: Widget): [number, string][] {
  return (annotations?.horizontal ?? []).map(({ value, label }) => [value, label]);
}

const without = (...names: string[]) => defaultFields.filter((field) => !names.includes(field));

describe('dashboard', () => {
  it("is in the order of an operator's questions", () => {
    expect(outline({ fields: everyField })).toEqual([
      '## Alarms',
      'Alarms',
      '## Traffic',
      'Requests by distribution',
      'Requests by cache behavior',
      'Bandwidth by distribution',
      '## Errors',
      'Error rates of all distributions',
      'Server errors by cache behavior',
      'Client errors by cache behavior',
      '## Cache',
      'Cache hit ratio of all distributions',
      'Lookups by cache behavior',
      'Hits by cache behavior',
      '## Latency',
      'Time to first byte',
      'Time to last byte',
      'Origin, first byte',
      'Origin, last byte',
      '## Media',
      'Buffer starvation',
      'Bitrate of the requested video',
      'Throughput measured by players',
      'Sessions playing at once',
      '## From edge to lake',
      'Delay from request to lake',
      'Age of records when the consumer reads them',
      'Records that the stream throttled',
      'Shards in use (mean of a minute)',
      '## Consumer',
      'Invocations of the consumer',
      'Duration of an invocation',
      'Metrics that did not reach CloudWatch',
      '## Compaction',
      'How long the next hour has waited',
      'Runs of the compaction',
      'Late files and inexact requests',
      '## Every record accounted for',
      'Records in the selected time range',
      'Records',
      'Rows by layout',
      'Quarantined records',
      'Failed and lost records',
      "Values that don't parse as their column's type",
      '## Cost',
      'Monthly cost at the rate of each hour',
    ]);
  });

  it('has the name of the pipeline, keeps periods of a minute, and shows three hours by default', () => {
    expect(dashboardOf({})).toMatchObject({ start: '-PT3H', periodOverride: 'inherit' });
  });

  it.each(
    widgetsOf({ fields: everyField }).filter(({ type }) => type === 'metric'),
  )('has a region, a unit, and an axis that starts at zero: $properties.title', ({ properties }) => {
    expect(properties.region).toBe('<AWS::Region>');
    if (properties.setPeriodToTimeRange) return;
    expect(properties.yAxis?.left).toMatchObject({ label: expect.stringMatching(/./), min: 0 });
  });

  it('has a label for every metric', () => {
    for (const shown of widgetsOf({ fields: everyField }).filter(({ type }) => type === 'metric'))
      expect(Object.keys(linesOf(shown))).not.toContain('undefined');
  });

  it('fills the width in every row', () => {
    const graphs = widgetsOf({ fields: everyField });
    let column = 0;
    for (const { width } of graphs) {
      column += width;
      expect(column).toBeLessThanOrEqual(24);
      if (column === 24) column = 0;
    }
    expect(column).toBe(0);
  });

  it('shows the state of every alarm', () => {
    expect(widget('Alarms').properties.alarms).toHaveLength(21);
    expect(outline({ alarms: false }).slice(0, 2)).toEqual(['## Traffic', 'Requests by distribution']);
  });

  it('states that counts are scaled up if requests are sampled', () => {
    const text = (props: PipelineOptions) =>
      widgetsOf(props).find(({ properties }) => properties.markdown?.startsWith('## Traffic'))?.properties
        .markdown;
    expect(text({ samplingRate: 10 })).toContain('scaled up from the 10% of the requests that are logged');
    expect(text({})).not.toContain('scaled');
  });

  it('can be turned off', () => {
    expect(outline({ dashboard: false })).toEqual([]);
  });
});

describe('numbers', () => {
  it('of requests and bytes are rates per second, averaged over a minute', () => {
    const search = (name: string) =>
      `SEARCH('{"CloudFront/RealtimeLogs","Distribution"} MetricName="${name}"', 'Sum', 60)`;
    expect(linesOf(widget('Requests by distribution'))).toEqual({
      "${PROP('Dim.Distribution')}": `${search('Requests')} / 60`,
    });
    expect(linesOf(widget('Bandwidth by distribution'))).toEqual({
      "to viewers: ${PROP('Dim.Distribution')}": `${search('BytesDownloaded')} / 7.5`,
      "from viewers: ${PROP('Dim.Distribution')}": `${search('BytesUploaded')} / 7.5`,
    });
  });

  it('of rates are quotients of sums', () => {
    expect(linesOf(widget('Error rates of all distributions'))['Server errors (5xx)']).toBe(
      `100 * SUM(SEARCH('{"CloudFront/RealtimeLogs","Distribution"} MetricName="5xxCount"', 'Sum', 60)) / ` +
        `SUM(SEARCH('{"CloudFront/RealtimeLogs","Distribution"} MetricName="Requests"', 'Sum', 60))`,
    );
  });

  it('of configured series are percentages of their own requests', () => {
    const props = { metricSeries: ['d1.cloudfront.net', 'd1.cloudfront.net /api/*'] };
    expect(linesOf(widget('Server error rates of configured series', props))).toEqual({
      'd1.cloudfront.net': '100 * part0 / whole0',
      'd1.cloudfront.net /api/*': '100 * part1 / whole1',
    });
    expect(linesOf(widget('Cache hit ratios of configured series', props))).toEqual({
      'd1.cloudfront.net': '100 * part0 / whole0',
      'd1.cloudfront.net /api/*': '100 * part1 / whole1',
    });
  });

  it('add up: the difference between incoming and processed records is the number in progress', () => {
    expect(linesOf(widget('Records in the selected time range'))).toEqual({
      'Incoming records': 'IncomingRecords',
      'Rows in the lake': 'Rows',
      Quarantined: 'QuarantinedRecords',
      'In the failure bucket': 'OnFailureDestinationDeliveredEventCount',
      Lost: 'DroppedEventCount',
      'Not yet accounted for': 'incoming - rows - quarantined - failed - lost',
    });
  });

  it('of sessions are playing time divided by time', () => {
    expect(linesOf(widget('Sessions playing at once', { fields: everyField }))['Sessions']).toMatch(
      /^SUM\(SEARCH\(.*PlaybackTime.*\)\) \/ 60000$/,
    );
  });
});

describe('annotations', () => {
  it('mark the thresholds of alarms and limits', () => {
    expect(annotationsOf(widget('Error rates of all distributions'))).toEqual([
      [5, 'Alarm on server errors'],
    ]);
    expect(annotationsOf(widget('Age of records when the consumer reads them'))).toEqual([
      [132, 'Alarm: behind'],
      [660, 'Alarm: far behind'],
    ]);
    expect(annotationsOf(widget('Duration of an invocation'))).toEqual([
      [48_000, 'Alarm'],
      [60_000, 'Time limit'],
    ]);
    expect(annotationsOf(widget('Quarantined records'))).toEqual([[1, 'Alarm']]);
    expect(annotationsOf(widget('Monthly cost at the rate of each hour'))).toEqual([
      [64, 'Alarm (mean of the last 24 hours)'],
    ]);
    const shards = widget('Shards in use (mean of a minute)', { requestsPerSecond: 2500 });
    expect(annotationsOf(shards)).toEqual([[3, 'The stream has 3']]);
  });

  it('disappear with their alarms, except for limits', () => {
    const props = { alarms: false } as const;
    expect(annotationsOf(widget('Error rates of all distributions', props))).toEqual([]);
    expect(annotationsOf(widget('Duration of an invocation', props))).toEqual([[60_000, 'Time limit']]);
  });
});

describe('widgets whose fields are not logged', () => {
  it.each([
    [['sc-status'], ['## Errors', 'Error rates of all distributions']],
    [['cache-behavior-path-pattern'], ['Requests by cache behavior', 'Lookups by cache behavior']],
    [
      ['x-edge-result-type', 'x-edge-response-result-type', 'x-edge-detailed-result-type'],
      ['## Cache', 'Cache hit ratio of all distributions', 'Hits by cache behavior'],
    ],
    [['time-taken'], ['Time to last byte']],
    [
      ['time-to-first-byte', 'time-taken', 'origin-fbl', 'origin-lbl'],
      ['## Latency', 'Time to first byte'],
    ],
    [['sc-bytes', 'cs-bytes'], ['Bandwidth by distribution']],
    [['timestamp'], ['## Traffic', '## Errors', '## Cache', '## Latency', 'Delay from request to lake']],
  ])('are left out together with their heading: %j', (names, titles) => {
    const all = outline();
    const left = outline({ fields: without(...names) });
    for (const title of titles) {
      expect(all).toContain(title);
      expect(left).not.toContain(title);
    }
  });

  it('are the media widgets by default', () => {
    expect(outline()).not.toContain('## Media');
    expect(outline({ fields: [...defaultFields, 'cmcd-session-id', 'cmcd-buffer-starvation'] })).toContain(
      'Buffer starvation',
    );
  });
});

describe('a stream in on-demand mode', () => {
  it('has no graph of shards', () => {
    const titles = outline({ capacity: 'on-demand' });
    expect(titles).not.toContain('Shards in use (mean of a minute)');
    expect(titles).toEqual(
      expect.arrayContaining([
        'Records written to the on-demand stream',
        'Bytes written to the on-demand stream',
      ]),
    );
  });

  it('has the same queries in Grafana', () => {
    const widgets = widgetsOf({ fields: everyField });
    const dashboard = grafanaDashboard({ name: 'logs', body: JSON.stringify({ widgets }) });
    const { panels } = dashboard as {
      panels: readonly { title: string; targets?: readonly Record<string, unknown>[] }[];
    };
    const ofGrafana = panels.flatMap(({ title, targets = [] }) =>
      targets.map(({ expression, namespace, metricName, dimensions }) => [
        title,
        expression || [namespace, metricName, ...Object.entries(dimensions as object).flat(2)],
      ]),
    );
    const ofCloudWatch = widgets.flatMap(({ properties: { title, metrics = [] } }) =>
      metrics.map((metric) => {
        const { expression } = metric.at(-1) as { expression?: string };
        return [title, expression ?? metric.filter((part) => typeof part === 'string')];
      }),
    );
    expect(ofGrafana.length).toBeGreaterThan(60);
    expect(ofGrafana).toEqual(ofCloudWatch);
  });
});
