import { type CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { UsageError } from '../../terminal/usageError.ts';

/** Names of a deployed pipeline's resources, from the outputs of its stack. */
export interface PipelineNames {
  readonly logConfigurationArn: string;
  readonly streamName: string;
  readonly consumerName: string;
  readonly lakeBucket: string;
  readonly failureBucket: string;
  readonly database: string;
  readonly workgroup: string;
}

/** A deployed pipeline. Stacks of earlier versions lack some outputs. */
export interface Pipeline extends PipelineNames {
  /** ARN of the compaction's state machine; undefined if the stack was deployed with a version without compaction. */
  readonly stateMachineArn: string | undefined;
  /** Undefined if the option `dashboard` is false. */
  readonly dashboardName: string | undefined;
}

/** Name of the stack output with the ARN of the compaction's state machine. */
export const stateMachineOutput = 'CompactionStateMachine';

/** Name of the stack output with the name of the dashboard. */
export const dashboardOutput = 'Dashboard';

/** Names of the stack outputs. */
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
 * @throws UsageError if the stack doesn't exist, or isn't the stack of a pipeline
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
        `output${missing.length > 1 ? 's' : ''} ${missing.join(', ')}; deploy the stack, or use another one`,
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

/** Describes a stack. @throws UsageError if the stack doesn't exist */
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
