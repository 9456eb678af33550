/** A metric or an expression of a widget: names and values, followed by the display options. */
export type WidgetMetric = readonly (string | WidgetMetricOptions)[];

/** How a metric or an expression of a widget is drawn. */
export interface WidgetMetricOptions {
  readonly id?: string;
  readonly expression?: string;
  readonly label?: string;
  readonly stat?: string;
  readonly period?: number;
  readonly visible?: boolean;
}

/** A widget of a CloudWatch dashboard, with the properties that this project uses. */
export interface Widget {
  readonly type: 'text' | 'metric' | 'alarm';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly view?: string;
    readonly stacked?: boolean;
    readonly metrics?: readonly WidgetMetric[];
    readonly yAxis?: { readonly left?: { readonly label?: string; readonly max?: number } };
    readonly annotations?: {
      readonly horizontal?: readonly { readonly value: number; readonly color?: string }[];
    };
  };
}

/** A section of a dashboard: a heading, and the widgets below it up to the next heading. */
export interface WidgetSection {
  readonly title: string;
  readonly text: string;
  readonly widgets: readonly Widget[];
}

/**
 * Splits the body of the pipeline's CloudWatch dashboard at its headings.
 *
 * @param body JSON, as CloudWatch's GetDashboard returns it
 * @throws Error if it isn't the body of a dashboard
 */
export function readSections(body: string): WidgetSection[] {
  const { widgets } = JSON.parse(body) as { readonly widgets?: readonly Widget[] };
  if (!Array.isArray(widgets)) throw new Error(`expected a dashboard with widgets, got ${body.slice(0, 80)}`);
  const sections: { title: string; text: string; widgets: Widget[] }[] = [];
  for (const widget of widgets as readonly Widget[]) {
    const [heading = '', text = ''] = (widget.properties.markdown ?? '').split('\n');
    if (widget.type === 'text') sections.push({ title: heading.replace(/^#+ /, ''), text, widgets: [] });
    else sections.at(-1)?.widgets.push(widget);
  }
  return sections;
}
