import { type IMetric, MathExpression, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { dimension, type MetricName } from '../../../core/metrics/definitions.ts';
import type { SeriesKind } from '../../../core/metrics/trafficPanels.ts';
import { minute, pipelineMetric } from './pipelineMetric.ts';
import { searchExpression, searchPeriod } from './searchExpression.ts';

const dimensionsOf = {
  distribution: [dimension.distribution],
  behavior: [dimension.distribution, dimension.cacheBehavior],
} as const satisfies Record<SeriesKind, readonly string[]>;

/** Labels of a search's series: the values of their dimensions. */
const labelOf = {
  distribution: `\${PROP('Dim.${dimension.distribution}')}`,
  behavior: `\${PROP('Dim.${dimension.distribution}')} \${PROP('Dim.${dimension.cacheBehavior}')}`,
} as const satisfies Record<SeriesKind, string>;

/**
 * Metrics of the traffic, by the minute of the requests. The distributions aren't known at deployment, so graphs use
 * search expressions. CloudWatch can divide a list of series by one series, but not by another list.
 */
export class TrafficMetrics {
  readonly #namespace: string;

  constructor(namespace: string) {
    this.#namespace = namespace;
  }

  /** A metric of each distribution or cache behavior. */
  each(name: MetricName, kind: SeriesKind, statistic = 'Sum', prefix = ''): IMetric {
    return expression(this.#search(name, kind, statistic), `${prefix}${labelOf[kind]}`);
  }

  /** A count per second of each distribution or cache behavior, multiplied by a factor. */
  perSecondBySeries(name: MetricName, kind: SeriesKind, factor = 1, prefix = ''): IMetric {
    const seconds = searchPeriod / factor;
    return expression(`${this.#search(name, kind, 'Sum')} / ${seconds}`, `${prefix}${labelOf[kind]}`);
  }

  /** A count of each cache behavior, as a percentage of another count of all distributions. */
  shareByBehavior(part: MetricName, whole: MetricName): IMetric {
    const parts = this.#search(part, 'behavior', 'Sum');
    return expression(`100 * ${parts} / ${this.#total(whole)}`, labelOf.behavior);
  }

  /** A count of all distributions, divided by a number. */
  total(name: MetricName, divisor: number, label: string): IMetric {
    return expression(`${this.#total(name)} / ${divisor}`, label);
  }

  /** A count of all distributions, as a percentage of another count. */
  rate(part: MetricName, whole: MetricName, label: string): IMetric {
    return expression(`100 * ${this.#total(part)} / ${this.#total(whole)}`, label);
  }

  /** A count of one distribution, or of one of its cache behaviors. */
  of(name: MetricName, series: string, label: string): Metric {
    const [distribution = '', ...behavior] = series.split(' ');
    const dimensions =
      behavior.length === 0
        ? { [dimension.distribution]: distribution }
        : { [dimension.distribution]: distribution, [dimension.cacheBehavior]: behavior.join(' ') };
    return pipelineMetric({ namespace: this.#namespace, name, dimensions, statistic: 'Sum', label });
  }

  #total(name: MetricName): string {
    return `SUM(${this.#search(name, 'distribution', 'Sum')})`;
  }

  #search(name: MetricName, kind: SeriesKind, statistic: string): string {
    return searchExpression({ namespace: this.#namespace, dimensions: dimensionsOf[kind], name, statistic });
  }
}

function expression(text: string, label: string): IMetric {
  return new MathExpression({ expression: text, label, period: minute });
}
