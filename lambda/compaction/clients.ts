import { AthenaClient } from '@aws-sdk/client-athena';
import { GlueClient } from '@aws-sdk/client-glue';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { useLakeFolders } from '../../core/aws/lakeFolders.ts';

/** The clients of the AWS services that the compaction function calls. */
export interface Clients {
  readonly athena: AthenaClient;
  readonly glue: GlueClient;
  readonly s3: S3Client;
  readonly stepFunctions: SFNClient;
}

/** Creates the clients, once per process. */
export function createClients(): Clients {
  const settings = {
    maxAttempts: 8,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 20_000, throwOnRequestTimeout: true },
  };
  return {
    athena: new AthenaClient(settings),
    glue: new GlueClient(settings),
    s3: useLakeFolders(new S3Client(settings)),
    stepFunctions: new SFNClient(settings),
  };
}
