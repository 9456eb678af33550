import { Stack } from 'aws-cdk-lib';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Lake } from '../../../lib/props/lake.ts';
import { RealtimeLogPipeline } from '../../../lib/realtimeLogPipeline.ts';
import { makeApp } from '../synthesize.ts';

jest.mock('../../../lib/functionBundle.ts', () => jest.requireActual('../bundleStandIn.ts'));

/** Creates two pipelines in one stack. */
function twice(lakes: (stack: Stack) => readonly [Lake | undefined, Lake | undefined]): () => void {
  return () => {
    const stack = new Stack(makeApp(), 'Logs');
    for (const [index, lake] of lakes(stack).entries())
      new RealtimeLogPipeline(stack, `Pipeline${index}`, lake && { lake });
  };
}

describe('two pipelines', () => {
  it('cannot use one bucket with the same prefix', () => {
    const problem =
      "lakePrefix: expected pipelines with the same bucket to have different prefixes, got the same for 'Logs/Pipeline0' and 'Logs/Pipeline1'";
    expect(
      twice((stack) => {
        const bucket = new Bucket(stack, 'Lake') as IBucket;
        return [Lake.fromBucket(bucket), Lake.fromBucket(bucket)];
      }),
    ).toThrow(problem);
    expect(
      twice((stack) => [
        Lake.fromBucket(Bucket.fromBucketName(stack, 'One', 'given-lake'), { prefix: 'web/' }),
        Lake.fromBucket(Bucket.fromBucketName(stack, 'Same', 'given-lake'), { prefix: 'web/' }),
      ]),
    ).toThrow(problem);
  });

  it('cannot use one database', () => {
    expect(
      twice(() => [Lake.create({ databaseName: 'logs' }), Lake.create({ databaseName: 'logs' })]),
    ).toThrow(
      "databaseName: expected a database that no other pipeline uses, got the same for 'Logs/Pipeline0' and 'Logs/Pipeline1'",
    );
  });

  it('can use one bucket with different prefixes, or their own buckets', () => {
    expect(
      twice((stack) => {
        const bucket = new Bucket(stack, 'Lake') as IBucket;
        return [Lake.fromBucket(bucket, { prefix: 'web/' }), Lake.fromBucket(bucket, { prefix: 'video/' })];
      }),
    ).not.toThrow();
    expect(twice(() => [undefined, undefined])).not.toThrow();
  });
});
