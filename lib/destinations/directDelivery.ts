import { CfnStreamConsumer } from 'aws-cdk-lib/aws-kinesis';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { DeployedDestination } from '../../core/destinations/deployedDestination.ts';
import { recordAgeSeconds } from '../streamMapping.ts';
import { DeliveryFunction, type DeliveryFunctionProps } from './deliveryFunction.ts';
import { type DestinationAlarm, directAlarms } from './destinationAlarms.ts';

/** Properties of `DirectDelivery`. */
export type DirectDeliveryProps = Omit<DeliveryFunctionProps, 'streamConsumerArn'>;

/**
 * A destination that a function of the pipeline delivers to. The function has its own event source mapping with the
 * same guarantees as the consumer's, and starts with the oldest record of the stream. Its failed batches are stored
 * separately from the consumer's.
 */
export class DirectDelivery extends Construct {
  readonly mapping: CfnEventSourceMapping;
  readonly alarms: readonly DestinationAlarm[];
  /** Description of the destination that `cfrl` reads from the stack. */
  readonly deployed: DeployedDestination;

  constructor(scope: Construct, id: string, props: DirectDeliveryProps) {
    super(scope, id);
    const { settings, destination, logStream, failures } = props;
    const { streamArn } = logStream.stream;
    const streamConsumer = destination.enhancedFanOut
      ? new CfnStreamConsumer(this, 'StreamConsumer', {
          streamArn,
          consumerName: `${settings.name}-${destination.name}`.slice(0, 128),
        })
      : undefined;
    const { function: delivery } = new DeliveryFunction(this, 'Delivery', {
      ...props,
      streamConsumerArn: streamConsumer?.attrConsumerArn,
    });
    const giveUpSeconds = recordAgeSeconds(settings.streamRetentionHours);
    this.mapping = new CfnEventSourceMapping(this, 'Mapping', {
      eventSourceArn: streamConsumer?.attrConsumerArn ?? streamArn,
      functionName: delivery.functionName,
      startingPosition: 'TRIM_HORIZON',
      batchSize: 10_000,
      maximumBatchingWindowInSeconds: destination.bufferSeconds ?? settings.batchWindowSeconds,
      parallelizationFactor: 1,
      bisectBatchOnFunctionError: true,
      maximumRetryAttempts: -1,
      maximumRecordAgeInSeconds: giveUpSeconds,
      destinationConfig: { onFailure: { destination: failures.bucketArn } },
      metricsConfig: { metrics: ['EventCount'] },
    });
    this.deployed = {
      name: destination.name,
      type: destination.type,
      via: 'direct',
      functionName: delivery.functionName,
      failureBucket: failures.bucketName,
      mappingId: this.mapping.attrId,
      endpoint: 'endpoint' in destination ? destination.endpoint : undefined,
      index: 'index' in destination ? destination.index : undefined,
    };
    this.alarms = directAlarms(
      delivery.functionName,
      this.mapping.attrId,
      giveUpSeconds,
      streamConsumer ? undefined : logStream.stream.streamName,
    );
  }
}
