import { Aws, Duration } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { FunctionFolder } from '../bundle/functions.ts';
import { makeFunction, type Policies } from './pipelineFunction.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/** Properties of `DeploymentFunction`. */
export interface DeploymentFunctionProps {
  readonly settings: PipelineSettings;
  readonly folder: FunctionFolder;
  readonly description: string;
  /** Permissions by policy name. Permission to write logs is always included. */
  readonly policies: Policies;
  readonly environment?: Readonly<Record<string, string>>;
  readonly timeout: Duration;
  /** Retries of an asynchronous invocation. Lambda's default is 2. */
  readonly retryAttempts?: number;
  /** Whether the function calls CloudFront, which has no VPC endpoint. */
  readonly callsCloudFront: boolean;
}

/** How long CloudFormation waits for a response after the function's timeout. */
const responseMargin = Duration.minutes(1);

/**
 * A function that handles custom resources of the stack. It responds to CloudFormation directly, without the CDK's
 * provider framework and its additional functions and roles; see docs/decisions/custom-resources.md.
 */
export class DeploymentFunction extends Construct {
  readonly function: IFunction;
  readonly role: Role;
  /** How long CloudFormation waits for a response before the custom resource fails. */
  readonly serviceTimeout: Duration;

  constructor(scope: Construct, id: string, props: DeploymentFunctionProps) {
    super(scope, id);
    const { settings, folder, description, policies, environment = {}, timeout, callsCloudFront } = props;
    const { network } = settings.existing;
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
      allowsMorePolicies: true,
      retryAttempts: props.retryAttempts,
    });
    this.role = made.role;
    this.function = made.function;
    this.serviceTimeout = timeout.plus(responseMargin);
  }
}

/** Returns the permission to describe the stack, which a function needs to detect a rollback. */
export function describeOwnStack(): PolicyStatement {
  return new PolicyStatement({ actions: ['cloudformation:DescribeStacks'], resources: [Aws.STACK_ID] });
}
