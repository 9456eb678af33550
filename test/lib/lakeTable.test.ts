import { partitionKeys, tableColumns } from '../../core/lake/table.ts';
import { resourceOfType, synthesize } from './synthesize.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('./bundleStandIn.ts'));

interface TableInput {
  readonly Parameters: Record<string, unknown>;
  readonly StorageDescriptor: { readonly Columns: { Name: string; Type: string; Comment: string }[] };
}

function tableInput(props = {}): TableInput {
  return resourceOfType(synthesize(props), 'AWS::Glue::Table').Properties['TableInput'] as TableInput;
}

const lake = { Ref: 'PipelineLakeCA665B53' };

describe('database', () => {
  it('is named after the pipeline', () => {
    expect(resourceOfType(synthesize({ name: 'web-logs' }), 'AWS::Glue::Database').Properties).toEqual({
      CatalogId: { Ref: 'AWS::AccountId' },
      DatabaseInput: { Name: 'web_logs', Description: 'Real-time logs of CloudFront, web-logs' },
    });
  });
});

describe('requests_raw', () => {
  it('has every column, projected partitions, and Parquet files under raw/', () => {
    const glue = ({ name, type, comment }: { name: string; type: string; comment: string }) => ({
      Name: name,
      Type: type,
      Comment: comment,
    });
    expect(resourceOfType(synthesize(), 'AWS::Glue::Table').Properties).toEqual({
      CatalogId: { Ref: 'AWS::AccountId' },
      DatabaseName: { Ref: 'PipelineTableDatabase1AB7F6EE' },
      TableInput: {
        Name: 'requests_raw',
        Description:
          'Viewer requests as CloudFront logged them; redelivery can leave copies, see requests_exact',
        TableType: 'EXTERNAL_TABLE',
        Parameters: {
          EXTERNAL: 'TRUE',
          classification: 'parquet',
          'projection.enabled': 'true',
          'projection.arrival_day.type': 'date',
          'projection.arrival_day.format': 'yyyy-MM-dd',
          'projection.arrival_day.range': 'NOW-90DAYS,NOW',
          'projection.arrival_day.interval': '1',
          'projection.arrival_day.interval.unit': 'DAYS',
          'projection.arrival_hour.type': 'integer',
          'projection.arrival_hour.range': '0,23',
          'projection.arrival_hour.digits': '2',
          'storage.location.template': {
            'Fn::Join': [
              '',
              ['s3://', lake, `/raw/arrival_day=\${arrival_day}/arrival_hour=\${arrival_hour}/`],
            ],
          },
        },
        PartitionKeys: partitionKeys.map(glue),
        StorageDescriptor: {
          Columns: tableColumns().map(glue),
          Location: { 'Fn::Join': ['', ['s3://', lake, '/raw/']] },
          InputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
          OutputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
          SerdeInfo: { SerializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
        },
      },
    });
  });

  it('has partitions for as many days as the lake keeps files', () => {
    expect(tableInput({ lakeRetentionDays: 400 }).Parameters['projection.arrival_day.range']).toBe(
      'NOW-400DAYS,NOW',
    );
  });

  it('has the columns of all known fields, logged or not, and of unknown fields', () => {
    const columns = tableInput({ fields: ['timestamp', 'x-new-field:after=timestamp'] }).StorageDescriptor
      .Columns;
    expect(columns).toHaveLength(tableColumns().length + 1);
    expect(columns).toContainEqual({
      Name: 'x_new_field',
      Type: 'string',
      Comment: 'CloudFront field x-new-field',
    });
  });
});
