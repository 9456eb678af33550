import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { type CloudWatchClient, GetDashboardCommand } from '@aws-sdk/client-cloudwatch';
import type { S3Client } from '@aws-sdk/client-s3';
import { grafanaDashboard } from '../../core/grafana/grafanaDashboard.ts';
import type { PromQlBackend } from '../../core/grafana/promQl.ts';
import { answerableQueries } from '../../core/lake/queries.ts';
import { mergeFields } from '../../core/layouts/layout.ts';
import { metricsOf } from '../../core/metrics/definitions.ts';
import { findPipeline } from '../pipeline/findPipeline.ts';
import { readKnownLayouts } from '../pipeline/knownLayouts.ts';

/** The clients that a dashboard is read with. */
export interface DashboardClients {
  readonly cloudFormation: CloudFormationClient;
  readonly cloudWatch: CloudWatchClient;
  readonly s3: S3Client;
}

/**
 * Reads the CloudWatch dashboard of a stack, and makes Grafana's from it.
 *
 * @param traffic backend of the traffic's metrics; undefined for CloudWatch's classic metrics
 * @throws Error if the stack has no dashboard
 */
export async function readGrafanaDashboard(
  { cloudFormation, cloudWatch, s3 }: DashboardClients,
  stackName: string,
  traffic: PromQlBackend | undefined,
): Promise<object> {
  const pipeline = await findPipeline(cloudFormation, stackName);
  const name = await dashboardName(cloudFormation, stackName);
  const { DashboardBody: body } = await cloudWatch.send(new GetDashboardCommand({ DashboardName: name }));
  if (body === undefined)
    throw new Error(`expected the dashboard '${name}', got none; deploy the stack again`);
  const layouts = await readKnownLayouts(s3, pipeline.lakeBucket);
  const fields = mergeFields(layouts.map((layout) => layout.fields));
  const metrics = new Set<string>(metricsOf(fields).map((metric) => metric.name));
  return grafanaDashboard({
    name,
    body,
    promQl: traffic && {
      backend: traffic,
      has: (metric) => metrics.has(metric),
      hasBehaviors: fields.includes('cache-behavior-path-pattern'),
    },
    athena: {
      database: pipeline.database,
      queries: answerableQueries(fields),
    },
  });
}

async function dashboardName(cloudFormation: CloudFormationClient, stackName: string): Promise<string> {
  const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stackName }));
  const output = Stacks?.[0]?.Outputs?.find(({ OutputKey }) => OutputKey === 'Dashboard');
  if (output?.OutputValue === undefined)
    throw new Error(`expected the output Dashboard of the stack '${stackName}', got none; deploy it again`);
  return output.OutputValue;
}
