import { type CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { UsageError } from '../../terminal/usageError.ts';

/** Names of what a deployed pipeline consists of, as its stack puts them out. */
export interface PipelineNames {
  readonly logConfigurationArn: string;
  readonly streamName: string;
  readonly consumerName: string;
  readonly lakeBucket: string;
  readonly failureBucket: string;
  readonly database: string;
  readonly workgroup: string;
}

/** A deployed pipeline, with what stacks of earlier versions lack. */
export interface Pipeline extends PipelineNames {
  /** ARN of the compaction's state machine; undefined if the stack was deployed before it had one. */
  readonly stateMachineArn: string | undefined;
  /** Undefined if the option `dashboard` is false. */
  readonly dashboardName: string | undefined;
}

/** Output of the stack with the ARN of the compaction's state machine. */
export const stateMachineOutput = 'CompactionStateMachine';

/** Output of the stack with the name of the dashboard. */
export const dashboardOutput = 'Dashboard';

/** Output of the stack that holds each name. */
export const stackOutputs: Readonly<Record<keyof PipelineNames, string>> = {
  logConfigurationArn: 'LogConfigurationArn',
  streamName: 'StreamName',
  consumerName: 'ConsumerName',
  lakeBucket: 'LakeBucket',
  failureBucket: 'FailureBucket',
  database: 'Database',
  workgroup: 'Workgroup',
};

/**
 * Finds a pipeline by the name of its stack.
 *
 * @throws UsageError if there is no such stack, or if it isn't the stack of a pipeline
 */
export async function findPipeline(
  cloudFormation: CloudFormationClient,
  stackName: string,
): Promise<Pipeline> {
  const stack = await describeStack(cloudFormation, stackName);
  const outputs = new Map(stack?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  const missing = Object.values(stackOutputs).filter((output) => !outputs.get(output));
  if (missing.length > 0) {
    throw new UsageError(
      `--stack: expected the stack of a pipeline, got '${stackName}' (${stack?.StackStatus}) without the ` +
        `output${missing.length > 1 ? 's' : ''} ${missing.join(', ')}; deploy it, or name another stack`,
    );
  }
  const names = Object.fromEntries(
    Object.entries(stackOutputs).map(([name, output]) => [name, outputs.get(output)]),
  ) as unknown as PipelineNames;
  return {
    ...names,
    stateMachineArn: outputs.get(stateMachineOutput),
    dashboardName: outputs.get(dashboardOutput),
  };
}

/** The stack with a name. */
export async function describeStack(
  cloudFormation: CloudFormationClient,
  stackName: string,
): Promise<Stack | undefined> {
  try {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stackName }));
    return Stacks?.[0];
  } catch (error) {
    if (!(error instanceof Error) || !/does not exist/.test(error.message)) throw error;
    const region = await cloudFormation.config.region();
    throw new UsageError(
      `--stack: expected the stack of a pipeline, got no stack '${stackName}' in ${region}; ` +
        'check --stack, --region, and --profile',
    );
  }
}
