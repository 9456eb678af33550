import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { LogStream } from './logStream.ts';

/** What Lambda needs to read the stream for a function, which it does with the function's role. */
export function readStream({ stream, key }: LogStream): PolicyStatement[] {
  const read = new PolicyStatement({
    actions: [
      'kinesis:DescribeStream',
      'kinesis:DescribeStreamSummary',
      'kinesis:GetRecords',
      'kinesis:GetShardIterator',
      'kinesis:ListShards',
    ],
    resources: [stream.streamArn],
  });
  // Lambda refuses a mapping without it, and names it in the error; it has no resources.
  const find = new PolicyStatement({ actions: ['kinesis:ListStreams'], resources: ['*'] });
  if (!key) return [read, find];
  return [read, find, new PolicyStatement({ actions: ['kms:Decrypt'], resources: [key.keyArn] })];
}
