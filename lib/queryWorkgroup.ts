import { Aws } from 'aws-cdk-lib';
import { CfnNamedQuery, CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { Construct } from 'constructs';
import { queryResultsPrefix } from '../core/lake/keys.ts';
import type { SavedQuery } from '../core/lake/queries.ts';
import type { LakeFolder } from './lakeFolder.ts';
import type { LakeTable } from './lakeTable.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/** Properties of `QueryWorkgroup`. */
export interface QueryWorkgroupProps {
  readonly settings: PipelineSettings;
  readonly lake: LakeFolder;
  readonly lakeTable: LakeTable;
  readonly queries: readonly SavedQuery[];
}

/**
 * The Athena workgroup with the saved queries. It stores results under their own prefix, limits the bytes that a query
 * scans, and can be deleted even if it contains queries and history.
 */
export class QueryWorkgroup extends Construct {
  readonly workgroup: CfnWorkGroup;

  constructor(scope: Construct, id: string, { settings, lake, lakeTable, queries }: QueryWorkgroupProps) {
    super(scope, id);
    this.workgroup = new CfnWorkGroup(this, 'Workgroup', {
      name: settings.name,
      description: `Queries over the real-time logs of CloudFront, ${settings.name}`,
      recursiveDeleteOption: true,
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        bytesScannedCutoffPerQuery: Math.round(settings.scanLimitGigabytes * 1_000_000_000),
        resultConfiguration: {
          outputLocation: lake.s3UrlForObject(queryResultsPrefix),
          expectedBucketOwner: Aws.ACCOUNT_ID,
          encryptionConfiguration: resultEncryption(lake),
        },
      },
    });
    for (const { name, description, sql } of queries) {
      new CfnNamedQuery(this, name, {
        name,
        description,
        queryString: sql,
        database: lakeTable.databaseName,
        workGroup: this.workgroup.ref,
      });
    }
  }
}

/** Returns how results are encrypted: with the lake's KMS key if it has one, otherwise with a key that S3 manages. */
export function resultEncryption({
  bucket: { encryptionKey },
}: LakeFolder): CfnWorkGroup.EncryptionConfigurationProperty {
  return encryptionKey === undefined
    ? { encryptionOption: 'SSE_S3' }
    : { encryptionOption: 'SSE_KMS', kmsKey: encryptionKey.keyArn };
}
