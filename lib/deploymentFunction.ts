import { Aws, Duration } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { FunctionFolder } from '../bundle/functions.ts';
import { makeFunction, type Policies } from './pipelineFunction.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/** What a function does beside the stream. */
export interface DeploymentFunctionProps {
  readonly settings: PipelineSettings;
  readonly folder: FunctionFolder;
  readonly description: string;
  /** What it may do besides writing its log, by policy name. */
  readonly policies: Policies;
  readonly environment?: Readonly<Record<string, string>>;
  readonly timeout: Duration;
  /** Tries of an asynchronous invocation after the first one. Lambda's default is 2. */
  readonly retryAttempts?: number;
  /** Whether it calls CloudFront, which has no endpoint in a VPC. */
  readonly callsCloudFront: boolean;
}

/** Time beyond the function's timeout after which CloudFormation stops waiting for an answer. */
const answerOnItsWay = Duration.minutes(1);

/**
 * A function behind custom resources of the stack. It answers CloudFormation itself, without the CDK's provider
 * framework and its additional functions and roles; see docs/decisions/custom-resources.md.
 */
export class DeploymentFunction extends Construct {
  readonly function: IFunction;
  readonly role: Role;
  /** How long CloudFormation waits for an answer if the function does not even start. */
  readonly serviceTimeout: Duration;

  constructor(scope: Construct, id: string, props: DeploymentFunctionProps) {
    super(scope, id);
    const { settings, folder, description, policies, environment = {}, timeout, callsCloudFront } = props;
    const { network } = settings.brought;
    const made = makeFunction(this, {
      settings,
      folder,
      description,
      roleDescription: description,
      policies,
      environment,
      memoryMegabytes: 512,
      timeout,
      network: callsCloudFront && !network?.deploymentFunctions ? undefined : network,
      gainsPolicies: true,
      retryAttempts: props.retryAttempts,
    });
    this.role = made.role;
    this.function = made.function;
    this.serviceTimeout = timeout.plus(answerOnItsWay);
  }
}

/** What a function needs to know whether an event is part of a rollback. */
export function describeOwnStack(): PolicyStatement {
  return new PolicyStatement({ actions: ['cloudformation:DescribeStacks'], resources: [Aws.STACK_ID] });
}
