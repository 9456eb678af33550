import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { SensitivityPolicy } from '../../core/sensitivity/policy.ts';
import type { LogStream } from '../logStream.ts';
import type { PipelineSettings } from '../settings/pipelineSettings.ts';
import { FirehoseDestination } from './firehoseDestination.ts';

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
    for (const destination of props.settings.destinations) {
      new FirehoseDestination(this, destination.name, { ...props, destination });
    }
  }
}
