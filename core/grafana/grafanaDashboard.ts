import type { SavedQuery } from '../lake/queries/savedQuery.ts';
import { dimension } from '../metrics/definitions.ts';
import {
  type TrafficPanel,
  type TrafficSection,
  trafficSections,
  withMetrics,
} from '../metrics/trafficPanels.ts';
import { cloudWatchPanel } from './cloudWatchPanel.ts';
import { readSections, type Widget } from './dashboardBody.ts';
import { type DataSource, dataSources, graphSettings, type Panel, refIdOf } from './panel.ts';
import { legendOf, type PromQlBackend, promQlOf } from './promQl.ts';

const panelHeight = 6;
const tableHeight = 10;
const widest = 24;

/** Options of a Grafana dashboard. */
export interface GrafanaDashboardOptions {
  /** Name of the pipeline. */
  readonly name: string;
  /** Body of the pipeline's CloudWatch dashboard. */
  readonly body: string;
  /** Backend to query for traffic with PromQL. Default: the panels query CloudWatch's classic metrics. */
  readonly promQl?: PromQlBackend | undefined;
  /** The Athena database, and the saved queries whose fields are logged. Default: no tables. */
  readonly athena?: { readonly database: string; readonly queries: readonly SavedQuery[] } | undefined;
}

interface Section {
  readonly title: string;
  readonly text: string;
  readonly panels: readonly Panel[];
}

/**
 * Creates a Grafana dashboard that shows the same data as the CloudWatch dashboard, from the same definitions.
 *
 * @returns the JSON model for import into Grafana
 */
export function grafanaDashboard({ name, body, promQl, athena }: GrafanaDashboardOptions): object {
  const traffic: readonly TrafficSection[] = Object.values(trafficSections);
  const sections = readSections(body).map((section): Section => {
    const ofTraffic = traffic.find(({ title }) => title === section.title);
    const panels =
      promQl !== undefined && ofTraffic !== undefined
        ? promQlPanels(ofTraffic, section.widgets, promQl)
        : section.widgets.filter(({ type }) => type === 'metric').map(cloudWatchPanel);
    return { ...section, panels };
  });
  const tables = athena?.queries.map((query) => athenaPanel(query, athena.database)) ?? [];
  const all = [
    ...sections,
    {
      title: 'Requests',
      text: 'Saved queries of the lake. Each refresh is billed by the data that Athena scans.',
      panels: tables,
    },
  ].filter(({ panels }) => panels.length > 0);
  const used = new Set(all.flatMap(({ panels }) => panels.map(({ source }) => source)));
  return {
    title: `CloudFront real-time logs: ${name}`,
    uid: `cfrl-${name}`.slice(0, 40),
    tags: ['cloudfront', 'real-time-logs'],
    schemaVersion: 39,
    editable: true,
    refresh: '1m',
    time: { from: 'now-3h', to: 'now' },
    templating: { list: [...used].map(sourceVariable) },
    panels: placed(all),
  };
}

/** Returns the panels of a traffic section, for the metrics that its widgets show. */
function promQlPanels(section: TrafficSection, widgets: readonly Widget[], backend: PromQlBackend): Panel[] {
  const shown = JSON.stringify(widgets.map(({ properties }) => properties.metrics));
  const has = (name: string) => shown.includes(`MetricName=\\"${name}\\"`);
  const { rows } = withMetrics(section, has, shown.includes(dimension.cacheBehavior));
  return rows.flat().map((panel) => promQlPanel(panel, backend));
}

function promQlPanel({ title, width, queries, ...look }: TrafficPanel, backend: PromQlBackend): Panel {
  return {
    type: 'timeseries',
    title,
    width,
    height: panelHeight,
    source: 'prometheus',
    targets: queries.map((query, index) => ({
      refId: refIdOf(index),
      expr: promQlOf(query, backend),
      legendFormat: legendOf(query),
      range: true,
    })),
    // Points are a minute apart. A shorter interval would show gaps.
    settings: { ...graphSettings(look), interval: '1m' },
  };
}

function athenaPanel({ name, description, sql }: SavedQuery, database: string): Panel {
  const connectionArgs = { region: '__default', catalog: '__default', database };
  return {
    type: 'table',
    title: name.replaceAll('_', ' '),
    description,
    width: widest,
    height: tableHeight,
    source: 'athena',
    targets: [{ refId: 'A', rawSQL: sql, format: 1, connectionArgs }],
    settings: {},
  };
}

function sourceVariable(source: DataSource): object {
  return {
    name: source,
    label: source,
    type: 'datasource',
    query: dataSources[source].type,
    refresh: 1,
    hide: 0,
  };
}

/** Arranges the panels in rows of at most 24 columns, below a heading for each section. */
function placed(sections: readonly Section[]): object[] {
  const panels: object[] = [];
  let y = 0;
  for (const { title, text, panels: ofSection } of sections) {
    panels.push({
      id: panels.length + 1,
      type: 'row',
      title,
      collapsed: false,
      gridPos: { x: 0, y, w: widest, h: 1 },
      panels: [],
    });
    y += 1;
    let x = 0;
    let rowHeight = 0;
    for (const { width, height, source, settings, description = text, ...panel } of ofSection) {
      if (x + width > widest) {
        x = 0;
        y += rowHeight;
        rowHeight = 0;
      }
      const gridPos = { x, y, w: width, h: height };
      panels.push({
        id: panels.length + 1,
        ...panel,
        description,
        datasource: dataSources[source],
        gridPos,
        ...settings,
      });
      x += width;
      rowHeight = Math.max(rowHeight, height);
    }
    y += rowHeight;
  }
  return panels;
}
