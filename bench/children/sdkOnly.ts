import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

/** What the consumer uses of the SDK and nothing else, so that loading the two can be told apart. */
export const used = {
  clients: [new S3Client(), new CloudWatchClient()],
  commands: [GetObjectCommand, PutObjectCommand, PutMetricDataCommand],
};
