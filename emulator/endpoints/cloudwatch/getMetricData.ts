import { ServiceError } from '../serviceError.ts';
import { evaluateMath } from './metricMath.ts';
import type { MetricStatistics } from './metricStatistics.ts';
import type { MetricIdentity, MetricStore } from './metricStore.ts';
import { searchMetrics } from './searchMetrics.ts';
import { isArray, type MathValue, type TimeSeries } from './timeSeries.ts';

/** A metric query of GetMetricData, an alarm, or a widget. */
export interface MetricDataQuery {
  readonly Id: string;
  readonly Expression?: string;
  readonly Label?: string;
  readonly Period?: number;
  readonly ReturnData?: boolean;
  readonly MetricStat?: {
    readonly Metric: {
      readonly Namespace?: string;
      readonly MetricName?: string;
      readonly Dimensions?: readonly { readonly Name: string; readonly Value: string }[];
    };
    readonly Period: number;
    readonly Stat: string;
  };
}

/** Input of GetMetricData in its wire format. Times are in epoch seconds. */
export interface GetMetricDataInput {
  readonly MetricDataQueries?: readonly MetricDataQuery[];
  readonly StartTime: number;
  readonly EndTime: number;
  readonly ScanBy?: 'TimestampAscending' | 'TimestampDescending';
}

/** Runs GetMetricData, and returns all results in one page. */
export function getMetricData(metrics: MetricStore, input: GetMetricDataInput): unknown {
  const { MetricDataQueries: queries = [], ScanBy: order = 'TimestampDescending' } = input;
  const evaluation = new MetricEvaluation(metrics, queries, input.StartTime, input.EndTime);
  return {
    MetricDataResults: queries
      .filter(({ ReturnData: returned = true }) => returned)
      .flatMap((query) =>
        evaluation.series(query.Id).map(({ label, values }) => {
          const points = [...values].sort(([a], [b]) => (order === 'TimestampAscending' ? a - b : b - a));
          return {
            Id: query.Id,
            Label: query.Label ?? label,
            Timestamps: points.map(([time]) => time),
            Values: points.map(([, value]) => value),
            StatusCode: 'Complete',
          };
        }),
      ),
    Messages: [],
  };
}

/** Evaluates metric queries, which can refer to each other, over a time span. */
export class MetricEvaluation {
  readonly #metrics: MetricStore;
  readonly #queries: ReadonlyMap<string, MetricDataQuery>;
  readonly #start: number;
  readonly #end: number;
  readonly #isAligned: boolean;
  readonly #values = new Map<string, MathValue>();

  /**
   * @param start epoch seconds
   * @param end epoch seconds
   * @param isAligned whether periods start at multiples of their length, as in graphs, or at `start`
   */
  constructor(
    metrics: MetricStore,
    queries: readonly MetricDataQuery[],
    start: number,
    end: number,
    isAligned = true,
  ) {
    this.#metrics = metrics;
    this.#queries = new Map(queries.map((query) => [query.Id, query]));
    this.#start = start;
    this.#end = end;
    this.#isAligned = isAligned;
  }

  /** Returns the time series of a query. A query whose result is a number has none. */
  series(id: string): readonly TimeSeries[] {
    const value = this.#value(id);
    if (typeof value === 'number') return [];
    return isArray(value) ? value : [value];
  }

  #value(id: string): MathValue {
    const known = this.#values.get(id);
    if (known !== undefined) return known;
    const query = this.#queries.get(id);
    if (query === undefined) throw invalid(`the query '${id}' is not defined`);
    const value = this.#evaluate(query);
    this.#values.set(id, value);
    return value;
  }

  #evaluate({ Id, Expression: expression, MetricStat: stat }: MetricDataQuery): MathValue {
    if (stat !== undefined) {
      const { Namespace = '', MetricName = '', Dimensions = [] } = stat.Metric;
      const dimensions = Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value]));
      return this.#statistic({ namespace: Namespace, name: MetricName, dimensions }, stat.Stat, stat.Period);
    }
    if (expression === undefined) throw invalid(`the query '${Id}' has neither MetricStat nor Expression`);
    try {
      return evaluateMath(expression, {
        value: (id) => this.#value(id),
        times: (period) => this.#times(period),
        search: (text, statistic, period = 60) =>
          searchMetrics(text, this.#metrics.metrics).map((identity) =>
            this.#statistic(identity, statistic, period),
          ),
      });
    } catch (error) {
      if (error instanceof ServiceError) throw error;
      throw invalid(`Error in expression '${Id}': ${(error as Error).message}`);
    }
  }

  #times(period: number): number[] {
    const start = this.#startOf(period);
    return Array.from({ length: Math.ceil((this.#end - start) / period) }, (_, at) => start + at * period);
  }

  #startOf(period: number): number {
    return this.#isAligned ? this.#start - (this.#start % period) : this.#start;
  }

  #statistic(identity: MetricIdentity, statistic: string, period: number): TimeSeries {
    const read = readerOf(statistic);
    const start = this.#startOf(period);
    const values = new Map<number, number>();
    for (const [time, statistics] of this.#metrics.periods(identity, period, start, this.#end)) {
      const value = read(statistics);
      if (value !== undefined) values.set(time, value);
    }
    const { dimensions, name } = identity;
    return { label: Object.values(dimensions).join(' ') || name, dimensions, period, values };
  }
}

const readers: Readonly<Record<string, (statistics: MetricStatistics) => number>> = {
  Sum: ({ sum }) => sum,
  SampleCount: ({ sampleCount }) => sampleCount,
  Average: ({ average }) => average,
  Minimum: ({ minimum }) => minimum,
  Maximum: ({ maximum }) => maximum,
};

function readerOf(statistic: string): (statistics: MetricStatistics) => number | undefined {
  const percent = /^p(\d+(?:\.\d+)?)$/.exec(statistic)?.[1];
  if (percent !== undefined) return (statistics) => statistics.percentile(Number(percent));
  const reader = readers[statistic];
  if (reader !== undefined) return reader;
  throw invalid(`the statistic '${statistic}' is not emulated`);
}

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationError', message, { queryCode: 'ValidationError' });
}
