import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

/** The parts of the SDK that the consumer uses, to measure them separately. */
export const used = {
  clients: [new S3Client(), new CloudWatchClient()],
  commands: [GetObjectCommand, PutObjectCommand, PutMetricDataCommand],
};
