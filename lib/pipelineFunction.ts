import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  type CfnFunction,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { FunctionFolder } from '../bundle/functions.ts';
import { rejectLargeEnvironment } from './environmentSize.ts';
import { joinVpc, type Network, runInVpc } from './existing/network.ts';
import { withFunctionBundle } from './functionBundle.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/** Permissions of a role, by policy name. */
export type Policies = Readonly<Record<string, readonly PolicyStatement[]>>;

/** Properties of a function of the pipeline. */
export interface PipelineFunctionProps {
  readonly settings: PipelineSettings;
  readonly folder: FunctionFolder;
  readonly description: string;
  readonly roleDescription: string;
  /** Permissions by policy name. Permissions to write logs and to join the VPC are always included. */
  readonly policies: Policies;
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMegabytes: number;
  readonly timeout: Duration;
  /** VPC that the function runs in; undefined if it runs in none. */
  readonly network: Network | undefined;
  /** @default - none */
  readonly reservedConcurrency?: number | undefined;
  /** Retries of an asynchronous invocation. Lambda's default is 2. */
  readonly retryAttempts?: number | undefined;
  /** Whether other constructs add policies to the role. The function doesn't depend on those policies. @default false */
  readonly allowsMorePolicies?: boolean;
}

/** A function of the pipeline with its role and log group. */
export interface PipelineFunction {
  readonly function: LambdaFunction;
  readonly role: Role;
  readonly logGroup: LogGroup;
}

/**
 * Creates a function with the ID `Function`, its log group `Logs`, and its role `Role`.
 *
 * @throws ConfigurationError if the environment is too large
 */
export function makeFunction(scope: Construct, props: PipelineFunctionProps): PipelineFunction {
  const { settings, network } = props;
  rejectLargeEnvironment(props.environment);
  const logGroup = makeLogGroup(scope, 'Logs', settings);
  const writeLogs = new PolicyStatement({
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logGroup.logGroupArn],
  });
  const role = new Role(scope, 'Role', {
    description: props.roleDescription,
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: policyDocuments({ ...props.policies, JoinVpc: joinVpc(network), WriteLogs: [writeLogs] }),
  });
  const made = withFunctionBundle(
    props.folder,
    (code, handler) =>
      new LambdaFunction(scope, 'Function', {
        description: props.description,
        runtime: Runtime.NODEJS_24_X,
        architecture: settings.architecture === 'x86_64' ? Architecture.X86_64 : Architecture.ARM_64,
        code,
        handler,
        role: props.allowsMorePolicies ? role.withoutPolicyUpdates() : role,
        environment: { ...props.environment },
        memorySize: props.memoryMegabytes,
        timeout: props.timeout,
        logGroup,
        loggingFormat: LoggingFormat.JSON,
        ...(props.retryAttempts !== undefined && { retryAttempts: props.retryAttempts }),
        ...(props.reservedConcurrency !== undefined && {
          reservedConcurrentExecutions: props.reservedConcurrency,
        }),
      }),
  );
  runInVpc(made.node.defaultChild as CfnFunction, network);
  return { function: made, role, logGroup };
}

/** Creates a log group that is deleted with the stack, with the configured retention and encryption key. */
export function makeLogGroup(scope: Construct, id: string, settings: PipelineSettings): LogGroup {
  const { encryptionKey } = settings.existing;
  return new LogGroup(scope, id, {
    retention: settings.logRetentionDays,
    removalPolicy: RemovalPolicy.DESTROY,
    ...(encryptionKey && { encryptionKey }),
  });
}

/** Converts policies to policy documents. Policies without statements are left out. */
export function policyDocuments(policies: Policies): Record<string, PolicyDocument> {
  const documents = Object.entries(policies)
    .filter(([, statements]) => statements.length > 0)
    .map(([name, statements]) => [name, new PolicyDocument({ statements: [...statements] })] as const);
  return Object.fromEntries(documents);
}
