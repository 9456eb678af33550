import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';

/** Copies every object of a bucket into a folder, for a lake that is stored elsewhere. */
export async function copyLake(s3: S3Client, bucket: string, folder: string): Promise<void> {
  for await (const { Contents: objects = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket })) {
    for (const { Key: key = '' } of objects) {
      const { Body: body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      const file = join(folder, key);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, (await body?.transformToByteArray()) ?? '');
    }
  }
}
