import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

/** Only what the consumer uses of the SDK, so that the two can be measured separately. */
export const used = {
  clients: [new S3Client(), new CloudWatchClient()],
  commands: [GetObjectCommand, PutObjectCommand, PutMetricDataCommand],
};
