import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { SensitivityPolicy } from '../../core/sensitivity/policy.ts';
import { makeFailureBucket } from '../failureBucket.ts';
import type { LogStream } from '../logStream.ts';
import { type Destination, isDirect } from '../settings/destinationOptions.ts';
import type { PipelineSettings } from '../settings/pipelineSettings.ts';
import { DirectDelivery } from './directDelivery.ts';
import { FirehoseDestination } from './firehoseDestination.ts';
import type { DirectDestination } from './receiverUrl.ts';

/** What destinations are made of. */
export interface DestinationsProps {
  readonly settings: PipelineSettings;
  readonly logStream: LogStream;
  readonly lake: Bucket;
  readonly failures: Bucket;
  /** How sensitive text is handled: as in the lake. */
  readonly policy: SensitivityPolicy;
}

/** The destinations beside the lake, each by itself: one that fails touches neither the lake nor another one. */
export class Destinations extends Construct {
  constructor(scope: Construct, id: string, props: DestinationsProps) {
    super(scope, id);
    const { settings, logStream, lake, policy } = props;
    const direct = settings.destinations.filter(isDirectDestination);
    const failures = direct.length > 0 ? makeFailureBucket(this, 'DirectFailures', settings) : undefined;
    for (const destination of settings.destinations) {
      if (!isDirectDestination(destination)) {
        new FirehoseDestination(this, destination.name, { ...props, destination });
      } else if (failures !== undefined) {
        new DirectDelivery(this, `${destination.name}Direct`, {
          settings,
          destination,
          logStream,
          lake,
          failures,
          policy,
        });
      }
    }
  }
}

function isDirectDestination(destination: Destination): destination is DirectDestination {
  return isDirect(destination);
}
