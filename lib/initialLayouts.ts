import { RemovalPolicy } from 'aws-cdk-lib';
import { Grant, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsCustomResource, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { layoutsKey } from '../core/lake/keys.ts';
import { printLayouts } from '../core/records/layoutsDocument.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/**
 * Puts `config/layouts.json` when the stack is created, and never again: the object grows afterwards, and an
 * update or a rollback of the stack must not take anything away. So there is a call for creation only, and S3
 * itself refuses it where the object exists. See docs/decisions/initial-layouts.md.
 */
export class InitialLayouts extends Construct {
  constructor(scope: Construct, id: string, settings: PipelineSettings, lake: Bucket) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Logs', {
      retention: settings.logRetentionDays as RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', {
      description: 'Puts the first known layouts into the lake',
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
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
    const object = new AwsCustomResource(this, 'Object', {
      role,
      logGroup,
      installLatestAwsSdk: false,
      onCreate: {
        service: 'S3',
        action: 'putObject',
        parameters: {
          Bucket: lake.bucketName,
          Key: layoutsKey,
          Body: printLayouts(settings.layouts),
          ContentType: 'application/json',
          IfNoneMatch: '*',
        },
        ignoreErrorCodesMatching: 'PreconditionFailed',
        physicalResourceId: PhysicalResourceId.of(layoutsKey),
      },
    });
    // The function behind it is one for the whole stack, and so is its role: that of the first pipeline there.
    Grant.addToPrincipal({
      grantee: object,
      actions: ['s3:PutObject'],
      resourceArns: [lake.arnForObjects(layoutsKey)],
    }).applyBefore(object);
  }
}
