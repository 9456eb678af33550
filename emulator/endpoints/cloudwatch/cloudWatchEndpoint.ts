import { awsJsonService } from '../awsJsonService.ts';
import { type Endpoint, type EndpointOptions, type EndpointService, startEndpoint } from '../endpoint.ts';
import { ServiceError } from '../serviceError.ts';
import { type GetMetricDataInput, getMetricData } from './getMetricData.ts';
import { MetricStore } from './metricStore.ts';
import { type PutMetricDataInput, validateMetricData } from './validateMetricData.ts';

/**
 * Maximum size of a request, in bytes: PutMetricData page, 2026-11.
 *
 * The page doesn't say whether the limit applies to the compressed or uncompressed request. This endpoint
 * applies it to the uncompressed request, which is stricter.
 */
const maximumRequestBytes = 1_000_000;

/** Options of the local CloudWatch. */
export interface CloudWatchEndpointOptions extends EndpointOptions {
  /** Returns the current time in epoch milliseconds. @default Date.now */
  readonly now?: (() => number) | undefined;
  /** Called before metrics are read. @default none */
  readonly beforeReading?: (() => void) | undefined;
}

/** A running local CloudWatch, and the metrics that it received. */
export interface CloudWatchEndpoint extends Endpoint {
  readonly metrics: MetricStore;
}

/** Starts a local CloudWatch, which stores metric data, and rejects requests that the service rejects. */
export async function startCloudWatchEndpoint(
  options: CloudWatchEndpointOptions = {},
): Promise<CloudWatchEndpoint> {
  const metrics = new MetricStore();
  return { ...(await startEndpoint(cloudWatchService(metrics, options), options)), metrics };
}

/**
 * Creates a local CloudWatch with PutMetricData and GetMetricData. It rejects requests that the service
 * rejects.
 */
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
            `A request must have at most ${maximumRequestBytes} bytes, got ${bytes}.`,
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
