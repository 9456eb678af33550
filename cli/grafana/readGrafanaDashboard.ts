import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { type CloudWatchClient, GetDashboardCommand } from '@aws-sdk/client-cloudwatch';
import type { S3Client } from '@aws-sdk/client-s3';
import { grafanaDashboard } from '../../core/grafana/grafanaDashboard.ts';
import type { PromQlBackend } from '../../core/grafana/promQl.ts';
import { answerableQueries } from '../../core/lake/queries.ts';
import { mergeFields } from '../../core/layouts/layout.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { findPipeline } from '../pipeline/findPipeline.ts';
import { readKnownLayouts } from '../pipeline/knownLayouts.ts';

/** Clients for reading a dashboard. */
export interface DashboardClients {
  readonly cloudFormation: CloudFormationClient;
  readonly cloudWatch: CloudWatchClient;
  readonly s3: S3Client;
}

/**
 * Reads the CloudWatch dashboard of a stack, and converts it to a Grafana dashboard.
 *
 * @param traffic backend of the traffic metrics; undefined for classic CloudWatch metrics
 * @throws UsageError if the stack has no dashboard
 */
export async function readGrafanaDashboard(
  { cloudFormation, cloudWatch, s3 }: DashboardClients,
  stackName: string,
  traffic: PromQlBackend | undefined,
): Promise<object> {
  const { dashboardName: name, lakeBucket, database } = await findPipeline(cloudFormation, stackName);
  if (name === undefined) {
    throw new UsageError(
      `--stack: expected a stack with a dashboard, got '${stackName}' without one; set dashboard to true and deploy it`,
    );
  }
  const { DashboardBody: body } = await cloudWatch.send(new GetDashboardCommand({ DashboardName: name }));
  if (body === undefined)
    throw new Error(`expected the dashboard '${name}', got none; deploy the stack again`);
  const layouts = await readKnownLayouts(s3, lakeBucket);
  const queries = answerableQueries(mergeFields(layouts.map(({ fields }) => fields)));
  return grafanaDashboard({ name, body, promQl: traffic, athena: { database, queries } });
}
