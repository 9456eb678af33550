import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  type IFunction,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionFolder } from '../bundle/functions.ts';
import { withFunctionBundle } from './functionBundle.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/** What a function does beside the stream. */
export interface DeploymentFunctionProps {
  readonly settings: PipelineSettings;
  readonly folder: FunctionFolder;
  readonly description: string;
  /** What it may do besides writing its log, by policy name. */
  readonly policies: Readonly<Record<string, readonly PolicyStatement[]>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly timeout: Duration;
  /** Tries of an asynchronous invocation after the first one. Lambda's default is 2. */
  readonly retryAttempts?: number;
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
    const { settings, folder, description, policies, environment = {}, timeout, retryAttempts } = props;
    const logGroup = new LogGroup(this, 'Logs', {
      retention: settings.logRetentionDays as RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const writeLogs = new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    });
    const documents = Object.entries({ ...policies, WriteLogs: [writeLogs] }).map(([name, statements]) => [
      name,
      new PolicyDocument({ statements: [...statements] }),
    ]);
    this.role = new Role(this, 'Role', {
      description,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: Object.fromEntries(documents),
    });
    this.function = withFunctionBundle(
      folder,
      (code, handler) =>
        new LambdaFunction(this, 'Function', {
          description,
          runtime: Runtime.NODEJS_24_X,
          architecture: Architecture.ARM_64,
          code,
          handler,
          role: this.role.withoutPolicyUpdates(),
          environment: { ...environment },
          memorySize: 512,
          timeout,
          logGroup,
          loggingFormat: LoggingFormat.JSON,
          ...(retryAttempts !== undefined && { retryAttempts }),
        }),
    );
    this.serviceTimeout = timeout.plus(answerOnItsWay);
  }
}

/** What a function needs to know whether an event is part of a rollback. */
export function describeOwnStack(): PolicyStatement {
  return new PolicyStatement({ actions: ['cloudformation:DescribeStacks'], resources: [Aws.STACK_ID] });
}
