import { App, Stack } from 'aws-cdk-lib';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { ExistingResources } from '../../../lib/existing/existingResources.ts';
import { rejectElsewhere } from '../../../lib/existing/rejectElsewhere.ts';
import { ConfigurationError } from '../../../lib/settings/configurationError.ts';

const env = { account: '111122223333', region: 'eu-west-1' };

/** Checks resources for a pipeline in a stack with this environment; undefined for any environment. */
function check(make: (stack: Stack) => ExistingResources, of: object | undefined = env): () => void {
  const stack = new Stack(new App(), 'Logs', of && { env: of });
  const existing = make(stack);
  return () => rejectElsewhere(stack, existing);
}

const streamArn = (region: string, account = env.account) =>
  `arn:aws:kinesis:${region}:${account}:stream/logs`;
const topicArn = (region: string, account = env.account) => `arn:aws:sns:${region}:${account}:alarms`;

describe('existing resources', () => {
  it.each<[make: (stack: Stack) => ExistingResources, option: string, problem: string]>([
    [
      (stack) => ({ stream: Stream.fromStreamArn(stack, 'Given', streamArn('us-east-1')) }),
      'streamArn',
      "expected a stream in the region of the pipeline, 'eu-west-1', got one in 'us-east-1'",
    ],
    [
      (stack) => ({ stream: Stream.fromStreamArn(stack, 'Given', streamArn('eu-west-1', '444455556666')) }),
      'streamArn',
      "expected a stream in the account of the pipeline, '111122223333', got one in '444455556666'",
    ],
    [
      (stack) => ({ alarmTopic: Topic.fromTopicArn(stack, 'Given', topicArn('us-east-1')) }),
      'alarmTopicArn',
      "expected a topic in the region of the pipeline, 'eu-west-1', got one in 'us-east-1'",
    ],
    [
      (stack) => ({
        encryptionKey: Key.fromKeyArn(stack, 'Given', 'arn:aws:kms:us-east-1:111122223333:key/1234'),
      }),
      'encryptionKeyArn',
      "expected a key in the region of the pipeline, 'eu-west-1', got one in 'us-east-1'",
    ],
    [
      (stack) => {
        const other = new Stack(stack.node.root, 'Other', { env: { ...env, region: 'us-east-1' } });
        return { lake: new Bucket(other, 'Lake') as IBucket };
      },
      'lakeBucketName',
      "expected a bucket in the region of the pipeline, 'eu-west-1', got one in 'us-east-1'",
    ],
  ])('that the pipeline cannot use are rejected: %#', (make, option, problem) => {
    expect(check(make)).toThrow(new ConfigurationError(option, problem));
  });

  it('of the same region, of another account, or of an unknown region are accepted', () => {
    const make = (stack: Stack) => ({
      stream: Stream.fromStreamArn(stack, 'GivenStream', streamArn('eu-west-1')),
      alarmTopic: Topic.fromTopicArn(stack, 'GivenTopic', topicArn('eu-west-1', '444455556666')),
      lake: Bucket.fromBucketName(stack, 'GivenLake', 'given-lake'),
    });
    expect(check(make)).not.toThrow();
    expect(check(make, undefined)).not.toThrow();
  });
});
