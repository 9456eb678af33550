import { type CheckContext, sumOf } from './check.ts';
import type { MetricRequest } from './doctorCalls.ts';

/** Names of metrics of event source mappings. Their only dimension is the mapping's ID. */
export type MappingMetricName = 'DroppedEventCount' | 'OnFailureDestinationDeliveredEventCount';

/** Returns the sum of a metric over the mappings between the stream and the consumer. */
export async function sumOfMappings(
  { calls }: CheckContext,
  name: MappingMetricName,
  time: Pick<MetricRequest, 'start' | 'end'>,
): Promise<number> {
  const mappings = await calls.mappings();
  const values = await Promise.all(
    mappings.map(({ UUID = '' }) =>
      calls.metric({
        namespace: 'AWS/Lambda',
        name,
        dimensions: { EventSourceMappingUUID: UUID },
        statistic: 'Sum',
        ...time,
      }),
    ),
  );
  return sumOf(values.flat());
}
