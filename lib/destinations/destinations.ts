import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { DeployedDestination } from '../../core/destinations/deployedDestination.ts';
import type { PolicySettings } from '../../core/policyVariables.ts';
import { makeFailureBucket } from '../failureBucket.ts';
import type { LakeFolder } from '../lakeFolder.ts';
import type { LogStream } from '../logStream.ts';
import { type Destination, isDirect } from '../settings/destinationOptions.ts';
import type { PipelineSettings } from '../settings/pipelineSettings.ts';
import type { DirectDestination } from './deliveryFunction.ts';
import type { WatchedDestination } from './destinationAlarms.ts';
import { DirectDelivery } from './directDelivery.ts';
import { FirehoseDestination } from './firehoseDestination.ts';

/** Properties of `Destinations`. */
export interface DestinationsProps {
  readonly settings: PipelineSettings;
  readonly logStream: LogStream;
  readonly lake: LakeFolder;
  readonly hashKey: ISecret | undefined;
  readonly failures: Bucket;
  /** How sensitive text is handled: the same as in the lake. */
  readonly policy: PolicySettings;
}

/**
 * The destinations other than the lake. They are independent: a failure of one affects neither the lake nor
 * another destination.
 */
export class Destinations extends Construct {
  /** Descriptions of the destinations that `cfrl` reads from the stack. */
  readonly deployed: readonly DeployedDestination[];
  /** The destinations with their alarms. */
  readonly watched: readonly WatchedDestination[];

  constructor(scope: Construct, id: string, props: DestinationsProps) {
    super(scope, id);
    const { settings, logStream, lake, hashKey, policy } = props;
    const hasDirect = settings.destinations.some(isDirectDestination);
    const failures = hasDirect
      ? makeFailureBucket(this, 'DirectFailures', settings, 'direct-failures')
      : undefined;
    const deployed: DeployedDestination[] = [];
    const watched: WatchedDestination[] = [];
    for (const destination of settings.destinations) {
      const { name } = destination;
      if (!isDirectDestination(destination)) {
        const made = new FirehoseDestination(this, name, { ...props, destination });
        watched.push({ scope: made, name, via: 'firehose', alarms: made.alarms });
        deployed.push(made.deployed);
      } else if (failures !== undefined) {
        const made = new DirectDelivery(this, `${name}Direct`, {
          settings,
          destination,
          logStream,
          lake,
          failures,
          hashKey,
          policy,
        });
        watched.push({ scope: made, name, via: 'direct', alarms: made.alarms });
        deployed.push(made.deployed);
      }
    }
    this.deployed = deployed;
    this.watched = watched;
  }
}

function isDirectDestination(destination: Destination): destination is DirectDestination {
  return isDirect(destination);
}
