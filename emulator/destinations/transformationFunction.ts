import { randomUUID } from 'node:crypto';
import type { FirehoseRecord, TransformedRecord } from '../../core/destinations/firehoseEvent.ts';
import {
  printTransformationSettings,
  type TransformationSettings,
} from '../../core/destinations/transformationSettings.ts';
import { localRegion } from '../account.ts';
import { type HostedFunction, hostFunction } from '../hostedFunction.ts';
import type { DeliverySource } from './directDelivery.ts';
import { readAnswer } from './firehoseRecords.ts';

/** Options of the function of a delivery stream. */
export interface TransformationFunctionOptions {
  /** Name of the delivery stream. */
  readonly name: string;
  /** The bundle of the function `lambda/transformation`. */
  readonly bundleFile: string;
  readonly settings: Omit<TransformationSettings, 'lakeBucket'>;
}

/** Called with the error of each failed invocation. */
type OnError = (message: string) => void;

/** Maximum size of a function's response: 6 MB (Lambda developer guide, 'Lambda quotas', November 2026). */
const largestAnswer = 6 * 1024 * 1024;

/** Maximum invocations per request: the first one and three retries, as the pipeline configures. */
const maxInvocations = 4;

/** The function with which a delivery stream transforms records. */
export class TransformationFunction {
  readonly functionName: string;
  readonly #name: string;
  readonly #streamName: string;
  readonly #function: HostedFunction;
  readonly #onError: OnError;
  #isStopped = false;

  constructor(
    { streamName, lakeBucket, endpoints, serviceMetrics }: DeliverySource,
    { name, bundleFile, settings }: TransformationFunctionOptions,
    onError: OnError,
  ) {
    this.#onError = onError;
    this.functionName = `transformation-${name}`;
    this.#name = name;
    this.#streamName = streamName;
    this.#function = hostFunction({
      bundleFile,
      functionName: this.functionName,
      timeoutSeconds: 60,
      memoryMegabytes: 512,
      environment: printTransformationSettings({ ...settings, lakeBucket }),
      s3Url: endpoints.s3Url,
      serviceMetrics,
    });
  }

  /** Invokes the function with an event. */
  get invoke(): HostedFunction['invoke'] {
    return this.#function.invoke;
  }

  /** Transforms records. If the last attempt of a request fails, returns no records. */
  async transform(records: readonly FirehoseRecord[]): Promise<TransformedRecord[]> {
    const event = JSON.stringify({
      invocationId: randomUUID(),
      deliveryStreamArn: `arn:aws:firehose:${localRegion}:000000000000:deliverystream/${this.#name}`,
      sourceKinesisStreamArn: `arn:aws:kinesis:${localRegion}:000000000000:stream/${this.#streamName}`,
      region: localRegion,
      records,
    });
    for (let count = 1; count <= maxInvocations && !this.#isStopped; count++) {
      const { payload, functionError } = await this.invoke(event);
      try {
        if (functionError !== undefined) throw new Error(JSON.parse(payload).errorMessage);
        if (payload.length > largestAnswer) throw new Error('the response is larger than 6 MB');
        return readAnswer(payload, records);
      } catch (error) {
        this.#onError((error as Error).message);
      }
    }
    return [];
  }

  /** Stops the function immediately. */
  stop(): void {
    this.#isStopped = true;
    this.#function.host.stop();
  }
}
