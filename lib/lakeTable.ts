import { Aws } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { Construct } from 'constructs';
import { rawPrefix } from '../core/lake/keys.ts';
import { partitionKeys, tableColumns, tableName } from '../core/lake/table.ts';
import type { LakeFolder } from './lakeFolder.ts';
import { removalPolicy } from './removal.ts';
import type { PipelineSettings } from './settings/pipelineSettings.ts';

/**
 * The Glue database with the table `requests_raw` over the Parquet files. Partition projection makes registering
 * partitions unnecessary. Days go back as far as the lake's retention; hours have two digits, as in the objects' keys.
 */
export class LakeTable extends Construct {
  readonly databaseName: string;
  readonly table: CfnTable;

  constructor(scope: Construct, id: string, settings: PipelineSettings, lake: LakeFolder) {
    super(scope, id);
    const { databaseName } = settings.existing;
    this.databaseName = databaseName ?? settings.name.replaceAll('-', '_');
    const reference = databaseName ?? this.#makeDatabase(settings).ref;
    const location = lake.s3UrlForObject(rawPrefix);
    this.table = new CfnTable(this, 'RequestsRaw', {
      catalogId: Aws.ACCOUNT_ID,
      databaseName: reference,
      tableInput: {
        name: tableName,
        description:
          'Viewer requests as CloudFront logged them; redelivery can leave copies, see requests_exact',
        tableType: 'EXTERNAL_TABLE',
        parameters: {
          EXTERNAL: 'TRUE',
          classification: 'parquet',
          'projection.enabled': 'true',
          'projection.arrival_day.type': 'date',
          'projection.arrival_day.format': 'yyyy-MM-dd',
          'projection.arrival_day.range': `NOW-${settings.lakeRetentionDays}DAYS,NOW`,
          'projection.arrival_day.interval': '1',
          'projection.arrival_day.interval.unit': 'DAYS',
          'projection.arrival_hour.type': 'integer',
          'projection.arrival_hour.range': '0,23',
          'projection.arrival_hour.digits': '2',
          'storage.location.template': `${location}arrival_day=\${arrival_day}/arrival_hour=\${arrival_hour}/`,
        },
        partitionKeys: [...partitionKeys],
        storageDescriptor: {
          columns: tableColumns(settings.unknownFields),
          location,
          inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
          outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
          serdeInfo: { serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
        },
      },
    });
  }
  #makeDatabase(settings: PipelineSettings): CfnDatabase {
    const database = new CfnDatabase(this, 'Database', {
      catalogId: Aws.ACCOUNT_ID,
      databaseInput: {
        name: this.databaseName,
        description: `Real-time logs of CloudFront, ${settings.name}`,
      },
    });
    // Deleting the database would delete its tables from the catalog. Nothing recreates the entry of the compacted table.
    database.applyRemovalPolicy(removalPolicy(settings.lakeRemoval));
    return database;
  }
}
