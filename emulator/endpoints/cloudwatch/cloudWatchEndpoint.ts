import { awsJsonService } from '../awsJsonService.ts';
import { type Endpoint, type EndpointOptions, type EndpointService, startEndpoint } from '../endpoint.ts';
import { ServiceError } from '../serviceError.ts';
import { type GetMetricDataInput, getMetricData } from './getMetricData.ts';
import { MetricStore } from './metricStore.ts';
import { type PutMetricDataInput, validateMetricData } from './validateMetricData.ts';

/**
 * The most that a request may be, in bytes: PutMetricData page, 2026-11.
 *
 * The page does not say whether gzip counts; this endpoint takes the stricter reading and measures without it.
 */
const maximumRequestBytes = 1_000_000;

/** Settings of the local CloudWatch. */
export interface CloudWatchEndpointOptions extends EndpointOptions {
  /** The clock, in epoch milliseconds. @default Date.now */
  readonly now?: (() => number) | undefined;
  /** Is called before metrics are read. @default nothing is */
  readonly beforeReading?: (() => void) | undefined;
}

/** A running CloudWatch, and the metrics that it was sent. */
export interface CloudWatchEndpoint extends Endpoint {
  readonly metrics: MetricStore;
}

/** Starts a CloudWatch that takes metric data and refuses what the service refuses. */
export async function startCloudWatchEndpoint(
  options: CloudWatchEndpointOptions = {},
): Promise<CloudWatchEndpoint> {
  const metrics = new MetricStore();
  return { ...(await startEndpoint(cloudWatchService(metrics, options), options)), metrics };
}

/** A CloudWatch that takes metric data, refuses what the service refuses, and answers GetMetricData. */
export function cloudWatchService(
  metrics: MetricStore,
  { now = Date.now, beforeReading }: CloudWatchEndpointOptions = {},
): EndpointService {
  return awsJsonService({
    name: 'monitoring',
    version: '1.0',
    targetPrefix: 'GraniteServiceVersion20100801',
    operations: {
      PutMetricData(input: PutMetricDataInput, bytes: number) {
        if (bytes > maximumRequestBytes) {
          throw new ServiceError(
            'RequestEntityTooLarge',
            `A request may have ${maximumRequestBytes} bytes, got ${bytes}.`,
            { status: 413 },
          );
        }
        const seconds = now() / 1000;
        validateMetricData(input, seconds);
        for (const datum of input.MetricData ?? []) metrics.add(input.Namespace ?? '', datum, seconds);
        return {};
      },
      GetMetricData(input: GetMetricDataInput) {
        beforeReading?.();
        return getMetricData(metrics, input);
      },
    },
  });
}
