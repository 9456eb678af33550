import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import type { AthenaCalls } from '../../core/aws/athena/athenaCalls.ts';
import { type AthenaPlace, callsOfAthena } from '../../core/aws/athena/callsOfAthena.ts';
import { useLakeFolders } from '../../core/aws/lakeFolders.ts';

/** The clients of the AWS services that the function calls. */
export interface Clients {
  readonly athena: AthenaCalls;
  readonly s3: Pick<S3Client, 'send'>;
  readonly secrets: Pick<SecretsManagerClient, 'send'>;
  readonly sns: Pick<SNSClient, 'send'>;
}

/** Creates the clients, once per process. */
export function createClients(place: AthenaPlace): Clients {
  const settings = {
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 20_000, throwOnRequestTimeout: true },
  };
  const athena = new AthenaClient(settings);
  return {
    athena: callsOfAthena(
      {
        start: (input) => athena.send(new StartQueryExecutionCommand(input)),
        get: (input) => athena.send(new GetQueryExecutionCommand(input)),
        results: (input) => athena.send(new GetQueryResultsCommand(input)),
        stop: (input) => athena.send(new StopQueryExecutionCommand(input)),
      },
      place,
    ),
    s3: useLakeFolders(new S3Client(settings)),
    secrets: new SecretsManagerClient(settings),
    sns: new SNSClient(settings),
  };
}
