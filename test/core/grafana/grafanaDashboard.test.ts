import { grafanaDashboard } from '../../../core/grafana/grafanaDashboard.ts';
import { savedQueries } from '../../../core/lake/queries.ts';

const graph = (title: string, metrics: readonly unknown[], properties: object = {}) => ({
  type: 'metric',
  width: 8,
  height: 6,
  properties: { title, metrics, yAxis: { left: { label: 'requests/s' } }, ...properties },
});

const body = JSON.stringify({
  widgets: [
    { type: 'text', width: 24, height: 2, properties: { markdown: '## Alarms\nWhat to do.' } },
    { type: 'alarm', width: 24, height: 2, properties: { title: 'Alarms' } },
    { type: 'text', width: 24, height: 2, properties: { markdown: '## Traffic\nWhat viewers request.' } },
    graph('Requests by distribution', [
      [{ expression: "SEARCH('MetricName=\"Requests\"', 'Sum', 60) / 60", label: 'all', period: 60 }],
    ]),
    { type: 'text', width: 24, height: 2, properties: { markdown: '## Consumer\nThe function.' } },
    graph(
      'Invocations',
      [
        [
          'AWS/Lambda',
          'Invocations',
          'FunctionName',
          'logs-consumer',
          { id: 'm1', stat: 'Sum', period: 60, visible: false },
        ],
      ],
      { annotations: { horizontal: [{ value: 5 }] } },
    ),
    graph('Records', [['AWS/Kinesis', 'IncomingRecords', 'StreamName', 'logs', { stat: 'Sum' }]], {
      view: 'singleValue',
    }),
  ],
});

type Panel = Readonly<Record<string, unknown>>;
const panelsOf = (dashboard: object) => (dashboard as { readonly panels: readonly Panel[] }).panels;
const outline = (dashboard: object) =>
  panelsOf(dashboard).map(({ type, title, gridPos }) => [type, title, gridPos]);

describe('a dashboard for Grafana', () => {
  it("contains the CloudWatch dashboard's sections and graphs, in rows of 24 columns", () => {
    expect(outline(grafanaDashboard({ name: 'logs', body }))).toEqual([
      ['row', 'Traffic', { x: 0, y: 0, w: 24, h: 1 }],
      ['timeseries', 'Requests by distribution', { x: 0, y: 1, w: 8, h: 6 }],
      ['row', 'Consumer', { x: 0, y: 7, w: 24, h: 1 }],
      ['timeseries', 'Invocations', { x: 0, y: 8, w: 8, h: 6 }],
      ['stat', 'Records', { x: 8, y: 8, w: 8, h: 6 }],
    ]);
  });

  it('queries CloudWatch with the same metrics and expressions', () => {
    const targets = panelsOf(grafanaDashboard({ name: 'logs', body })).flatMap(
      (panel) => panel['targets'] ?? [],
    );
    expect(targets).toEqual([
      expect.objectContaining({
        refId: 'A',
        metricEditorMode: 1,
        expression: "SEARCH('MetricName=\"Requests\"', 'Sum', 60) / 60",
        label: 'all',
      }),
      expect.objectContaining({
        id: 'm1',
        metricEditorMode: 0,
        namespace: 'AWS/Lambda',
        metricName: 'Invocations',
        dimensions: { FunctionName: ['logs-consumer'] },
        statistic: 'Sum',
        hide: true,
      }),
      expect.objectContaining({ namespace: 'AWS/Kinesis', metricName: 'IncomingRecords', statistic: 'Sum' }),
    ]);
  });

  it('queries an OpenTelemetry backend for traffic, and CloudWatch for the rest', () => {
    const dashboard = grafanaDashboard({
      name: 'logs',
      body,
      promQl: 'prometheus',
    });
    const sources = panelsOf(dashboard).map(({ title, datasource }) => [
      title,
      (datasource as Panel | undefined)?.['type'],
    ]);
    expect(sources).toEqual([
      ['Traffic', undefined],
      ['Requests by distribution', 'prometheus'],
      ['Consumer', undefined],
      ['Invocations', 'cloudwatch'],
      ['Records', 'cloudwatch'],
    ]);
    expect(dashboard).toMatchObject({
      templating: { list: [{ name: 'prometheus' }, { name: 'cloudwatch' }] },
    });
  });

  it('contains a table for each saved query', () => {
    const queries = savedQueries.slice(0, 2);
    const panels = panelsOf(
      grafanaDashboard({ name: 'logs', body, athena: { database: 'lake', queries } }),
    ).slice(-2);
    expect(panels.map(({ title, targets }) => [title, targets])).toEqual(
      queries.map(({ name, sql }) => [
        name.replaceAll('_', ' '),
        [
          {
            refId: 'A',
            rawSQL: sql,
            format: 1,
            connectionArgs: { region: '__default', catalog: '__default', database: 'lake' },
          },
        ],
      ]),
    );
  });

  it('rejects text that is not the body of a dashboard', () => {
    expect(() => grafanaDashboard({ name: 'logs', body: '{}' })).toThrow(
      'expected a dashboard with widgets, got {}',
    );
  });
});
