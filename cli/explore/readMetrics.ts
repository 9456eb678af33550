import { type CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { MetricSeries, ReadMetrics } from '../../explorer/sources/athena/trafficChart.ts';

/** Returns a function that reads metrics with GetMetricData, page by page. */
export function metricReader(cloudWatch: CloudWatchClient): ReadMetrics {
  return async (queries, { from, to }, signal) => {
    const points = new Map<string, { id: string; points: [number, number][] }>();
    let NextToken: string | undefined;
    do {
      const command = new GetMetricDataCommand({
        StartTime: new Date(from),
        EndTime: new Date(to),
        ScanBy: 'TimestampAscending',
        MetricDataQueries: queries.map(({ id, expression, period }) => ({
          Id: id,
          Expression: expression,
          Period: period,
        })),
        NextToken,
      });
      const answer = await cloudWatch.send(command, { abortSignal: signal });
      for (const { Id = '', Label = '', Timestamps = [], Values = [] } of answer.MetricDataResults ?? []) {
        // A search returns several series with the same ID.
        const series = points.get(`${Id} ${Label}`) ?? { id: Id, points: [] };
        points.set(`${Id} ${Label}`, series);
        series.points.push(
          ...Timestamps.map((time, index): [number, number] => [time.getTime() / 1_000, Values[index] ?? 0]),
        );
      }
      NextToken = answer.NextToken;
    } while (NextToken !== undefined);
    return [...points.values()] satisfies MetricSeries[];
  };
}
