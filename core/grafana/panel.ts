/** Data sources of panels. Each is a variable of the dashboard, so users can choose the source. */
export const dataSources = {
  cloudwatch: { type: 'cloudwatch', uid: `\${cloudwatch}` },
  prometheus: { type: 'prometheus', uid: `\${prometheus}` },
  athena: { type: 'grafana-athena-datasource', uid: `\${athena}` },
} as const;

export type DataSource = keyof typeof dataSources;

/** A query of a panel, in the form of its data source. */
export type Target = Readonly<Record<string, unknown>> & { readonly refId: string };

/** A panel of a Grafana dashboard, without its position. */
export interface Panel {
  readonly type: 'timeseries' | 'stat' | 'table';
  readonly title: string;
  readonly description?: string;
  readonly width: number;
  readonly height: number;
  readonly source: DataSource;
  readonly targets: readonly Target[];
  readonly settings: Readonly<Record<string, unknown>>;
}

/** How a graph is drawn. */
export interface GraphStyle {
  /** Unit as written at the axis of the CloudWatch dashboard. */
  readonly unit: string;
  readonly stacked?: boolean | undefined;
  readonly maximum?: number | undefined;
  /** Values at which lines are drawn. */
  readonly lines?: readonly number[] | undefined;
}

/** Grafana's units, by the dashboard's units. Other units are written after the number. */
const units: Readonly<Record<string, string>> = {
  'requests/s': 'reqps',
  'bit/s': 'bps',
  'bytes/s': 'Bps',
  ms: 'ms',
  s: 's',
  minutes: 'm',
};

/** Returns Grafana's settings for a line graph with one axis that starts at zero. */
export function graphSettings({
  unit,
  stacked = false,
  maximum,
  lines = [],
}: GraphStyle): Record<string, unknown> {
  const grafanaUnit = units[unit] ?? (unit.startsWith('%') ? 'percent' : 'short');
  return {
    fieldConfig: {
      defaults: {
        unit: grafanaUnit,
        min: 0,
        ...(maximum !== undefined && { max: maximum }),
        custom: {
          axisLabel: unit,
          fillOpacity: stacked ? 40 : 0,
          stacking: { mode: stacked ? 'normal' : 'none' },
          thresholdsStyle: { mode: lines.length > 0 ? 'line' : 'off' },
        },
        thresholds: {
          mode: 'absolute',
          steps: [{ color: 'green', value: null }, ...lines.map((value) => ({ color: 'red', value }))],
        },
      },
      overrides: [],
    },
    options: {
      legend: { displayMode: 'list', placement: 'bottom' },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
  };
}

/** Returns the reference ID of a panel's query: A to Z, then AA. */
export function refIdOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${refIdOf(Math.floor(index / 26) - 1)}${letter}`;
}
