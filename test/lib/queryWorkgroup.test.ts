import { fields } from '../../core/fields/catalog.ts';
import { savedQueries } from '../../core/lake/queries.ts';
import { resourcesOf, synthesize } from './synthesize.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('./bundleStandIn.ts'));

const workgroup = 'PipelineQueriesWorkgroupCBB3A50C';

function namedQueries(props = {}) {
  return Object.values(resourcesOf(synthesize(props)))
    .filter(({ Type }) => Type === 'AWS::Athena::NamedQuery')
    .map(({ Properties }) => Properties);
}

describe('workgroup', () => {
  it('stores results under their own prefix, limits scans, and can be deleted', () => {
    expect(resourcesOf(synthesize())[workgroup]?.Properties).toEqual({
      Name: 'cloudfront-realtime-logs',
      Description: 'Queries over the real-time logs of CloudFront, cloudfront-realtime-logs',
      RecursiveDeleteOption: true,
      WorkGroupConfiguration: {
        EnforceWorkGroupConfiguration: true,
        PublishCloudWatchMetricsEnabled: true,
        EngineVersion: { SelectedEngineVersion: 'Athena engine version 3' },
        BytesScannedCutoffPerQuery: 100_000_000_000,
        ResultConfiguration: {
          OutputLocation: { 'Fn::Join': ['', ['s3://', { Ref: 'PipelineLakeCA665B53' }, '/query-results/']] },
          ExpectedBucketOwner: { Ref: 'AWS::AccountId' },
          EncryptionConfiguration: { EncryptionOption: 'SSE_S3' },
        },
      },
    });
  });

  it('has a scan limit that Athena accepts', () => {
    const { WorkGroupConfiguration } = resourcesOf(synthesize({ scanLimitGigabytes: 0.01 }))[workgroup]
      ?.Properties as { WorkGroupConfiguration: { BytesScannedCutoffPerQuery: number } };
    expect(WorkGroupConfiguration.BytesScannedCutoffPerQuery).toBe(10_000_000);
  });

  it('contains every query whose fields are logged', () => {
    const all = namedQueries({ fields: fields.map((field) => field.name) });
    expect(all).toEqual(
      savedQueries.map(({ name, description, sql }) => ({
        Name: name,
        Description: description,
        QueryString: sql,
        Database: 'cloudfront_realtime_logs',
        WorkGroup: { Ref: 'PipelineQueriesWorkgroupCBB3A50C' },
      })),
    );
  });

  it('leaves out queries whose fields are not logged', () => {
    expect(
      namedQueries({ fields: ['timestamp', 'x-edge-request-id'] }).map((query) => query['Name']),
    ).toEqual(['request_by_id', 'requests_exact', 'delivery_delay']);
  });
});
