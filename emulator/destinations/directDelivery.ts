import { type DeliverySettings, printDeliverySettings } from '../../core/destinations/deliverySettings.ts';
import { localRegion } from '../account.ts';
import { lastProcessingResult } from '../endpoints/lambda.ts';
import { startEventSource } from '../eventSource/eventSource.ts';
import type { Invoke } from '../eventSource/invocation.ts';
import type { EventSourceMappingSettings, PollingSettings } from '../eventSource/settings.ts';
import type { FunctionHost } from '../functionHost/functionHost.ts';
import { hostFunction } from '../hostedFunction.ts';
import type { LocalPipeline } from '../pipeline.ts';
import { ensureBucket } from '../resources.ts';
import type { DeliveryCounts, RunningDelivery } from './runningDelivery.ts';

/** The parts of a pipeline that a destination uses. */
export type DeliverySource = Pick<LocalPipeline, 'kinesis' | 's3' | 'streamName' | 'lakeBucket'> &
  Partial<Pick<LocalPipeline, 'serviceMetrics'>> & {
    readonly endpoints: { readonly s3Url: string };
  };

/** Options of a direct delivery. */
export interface DirectDeliveryOptions {
  /** Path of the bundle of the function `lambda/delivery`. */
  readonly bundleFile: string;
  readonly settings: Omit<DeliverySettings, 'lakeBucket' | 'failureBucket'>;
  /** Settings of the event source mapping. @default as deployed */
  readonly eventSource?: (EventSourceMappingSettings & PollingSettings) | undefined;
  /** Limits of the function. @default as deployed: 300 s, 512 MB */
  readonly timeoutSeconds?: number | undefined;
  /** Wraps invocations of the function, for example to make them fail. @default not wrapped */
  readonly around?: ((invoke: Invoke, host: FunctionHost) => Invoke) | undefined;
}

/** A running direct delivery, with details for tests. */
export interface RunningDirectDelivery extends RunningDelivery {
  readonly host: FunctionHost;
  readonly failureBucket: string;
  readonly functionArn: string;
  /** Environment variables of the function. */
  readonly environment: Readonly<Record<string, string>>;
  /** Identifier of the event source mapping. */
  readonly mappingId: string;
}

/**
 * Returns the name of the failure bucket of direct deliveries. All destinations share it; the consumer has
 * another one.
 */
export function destinationFailureBucket(lakeBucket: string): string {
  return `${lakeBucket}-destination-failures`;
}

/** Starts the function that posts documents itself, with its own event source mapping, as in a deployment. */
export async function startDirectDelivery(
  { kinesis, s3, streamName, lakeBucket, endpoints, serviceMetrics }: DeliverySource,
  { bundleFile, settings, eventSource, timeoutSeconds = 300, around }: DirectDeliveryOptions,
): Promise<RunningDirectDelivery> {
  const failureBucket = destinationFailureBucket(lakeBucket);
  await ensureBucket(s3, failureBucket);
  const environment = printDeliverySettings({ ...settings, lakeBucket, failureBucket });
  const functionName = `delivery-${settings.destination}`;
  const functionArn = `arn:aws:lambda:${localRegion}:000000000000:function:${functionName}`;
  const { host, invoke: invokeFunction } = hostFunction({
    bundleFile,
    functionName,
    timeoutSeconds,
    memoryMegabytes: 512,
    environment,
    s3Url: endpoints.s3Url,
    serviceMetrics,
  });
  let counts: DeliveryCounts = { delivered: 0, failed: 0, unreadable: 0 };
  let lastError: string | undefined;
  let lastResult: string | undefined;

  async function invoke(event: string) {
    const result = await invokeFunction(event);
    lastResult = lastProcessingResult(result);
    const answer = JSON.parse(result.payload || 'null');
    if (result.functionError !== undefined) lastError = answer?.errorMessage;
    else {
      const { delivered, refused, unreadable } = answer;
      counts = {
        delivered: counts.delivered + delivered,
        failed: counts.failed + refused,
        unreadable: counts.unreadable + unreadable,
      };
    }
    return result;
  }

  const source = await startEventSource({
    ...eventSource,
    onFailureBucket: failureBucket,
    functionArn,
    kinesis,
    s3,
    streamName,
    invoke: around === undefined ? invoke : around(invoke, host),
  });
  const { receiver, url } = settings;
  return {
    deployed: {
      name: settings.destination,
      type: receiver,
      via: 'direct',
      functionName,
      failureBucket,
      mappingId: source.mappingId,
      ...(receiver === 'opensearch' && { endpoint: new URL(url).origin, index: settings.index }),
    },
    host,
    failureBucket,
    functionArn,
    environment,
    invoke,
    mappingId: source.mappingId,
    get counts() {
      return { ...counts, failed: counts.failed + source.counts.OnFailureDestinationDeliveredEventCount };
    },
    get lastError() {
      return lastError;
    },
    get lastResult() {
      return lastResult;
    },
    drain: () => source.drain(),
    async stop() {
      const stopped = source.stop();
      host.stop();
      await stopped;
    },
  };
}
