import { join } from 'node:path';
import { type LocalAccount, localRegion } from './account.ts';
import type { LocalCompaction } from './compaction/localCompaction.ts';
import type { RunningDelivery } from './destinations/runningDelivery.ts';
import { athenaService } from './endpoints/athena/athenaService.ts';
import { cloudFormationService } from './endpoints/cloudFormation.ts';
import { cloudFrontService } from './endpoints/cloudFront/cloudFrontService.ts';
import { type Endpoint, startEndpoint } from './endpoints/endpoint.ts';
import { gatewayService } from './endpoints/gateway.ts';
import { glueService } from './endpoints/glue.ts';
import { iamService } from './endpoints/iam.ts';
import { kmsService } from './endpoints/kms.ts';
import { type LocalMapping, lambdaService } from './endpoints/lambda.ts';
import { stepFunctionsService } from './endpoints/stepFunctions.ts';
import type { ServiceEndpoints } from './serviceEndpoints.ts';

/** Options of the local AWS. */
export interface LocalAwsOptions {
  readonly account: LocalAccount;
  /** Folder that contains a subfolder for each bucket. */
  readonly folder: string;
  readonly endpoints: ServiceEndpoints;
  readonly mapping: () => LocalMapping;
  readonly compaction: LocalCompaction;
  /** Deliveries to destinations. Each call reads the current list. */
  readonly deliveries: readonly RunningDelivery[];
}

/**
 * Starts one endpoint for all services that `cfrl` commands call: CloudFormation, Lambda, CloudFront, IAM,
 * KMS, CloudWatch, Athena, Glue, Step Functions, Kinesis, and S3.
 */
export function startLocalAws(options: LocalAwsOptions): Promise<Endpoint> {
  const { account, folder, endpoints, mapping, compaction, deliveries } = options;
  const { lakeBucket, workgroup, database } = account;
  return startEndpoint(
    gatewayService({
      ...endpoints.services,
      cloudformation: cloudFormationService(account, deliveries),
      lambda: lambdaService(account, mapping, deliveries),
      cloudfront: cloudFrontService(account),
      iam: iamService(account),
      kms: kmsService(),
      glue: glueService(database, compaction),
      states: stepFunctionsService(account, compaction),
      athena: athenaService({ lakeFolder: join(folder, lakeBucket), lakeBucket, workgroup }),
    }),
  );
}

/** Returns environment variables that make commands use a local AWS. */
export function environmentOf(url: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: localRegion,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  };
}
