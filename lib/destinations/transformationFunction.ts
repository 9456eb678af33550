import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { printTransformationSettings } from '../../core/destinations/transformationSettings.ts';
import { layoutsKey } from '../../core/lake/keys.ts';
import type { SensitivityPolicy } from '../../core/sensitivity/policy.ts';
import { withFunctionBundle } from '../functionBundle.ts';
import type { Destination } from '../settings/destinationOptions.ts';
import type { PipelineSettings } from '../settings/pipelineSettings.ts';
import { documentFormOf } from './deliveryConfiguration.ts';

/** What the function reads. */
export interface TransformationFunctionProps {
  readonly settings: PipelineSettings;
  readonly destination: Destination;
  readonly lake: Bucket;
  readonly policy: SensitivityPolicy;
}

/** The function that turns records into the documents of a destination, for Firehose. */
export class TransformationFunction extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: TransformationFunctionProps) {
    super(scope, id);
    const { settings, destination, lake, policy } = props;
    const logGroup = new LogGroup(this, 'Logs', {
      retention: settings.logRetentionDays as RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', {
      description: `Transformation of records for the destination ${destination.name}`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        ReadLayouts: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ['s3:GetObject'], resources: [lake.arnForObjects(layoutsKey)] }),
          ],
        }),
        WriteLogs: new PolicyDocument({
          statements: [
            new PolicyStatement({
              actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
              resources: [logGroup.logGroupArn],
            }),
          ],
        }),
      },
    });
    this.function = withFunctionBundle(
      'transformation',
      (code, handler) =>
        new LambdaFunction(this, 'Function', {
          description: `Records of ${settings.name} to documents of ${destination.name}`,
          runtime: Runtime.NODEJS_24_X,
          architecture: Architecture.ARM_64,
          code,
          handler,
          role,
          environment: printTransformationSettings({
            lakeBucket: lake.bucketName,
            form: documentFormOf(destination),
            policy,
          }),
          memorySize: 512,
          timeout: Duration.minutes(1),
          logGroup,
          loggingFormat: LoggingFormat.JSON,
        }),
    );
  }
}
