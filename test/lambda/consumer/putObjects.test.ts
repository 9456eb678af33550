import type { S3Client } from '@aws-sdk/client-s3';
import type { LakeObject } from '../../../core/lake/lakeObject.ts';
import { putLateMarks, putObjects } from '../../../lambda/consumer/putObjects.ts';
import { neverAborted, type RecordingClient, recordingClient, slowly } from './recordingClient.ts';
import { s3Error } from './serviceErrors.ts';

function object(key: string): LakeObject {
  return { key, body: Buffer.from(key), contentType: 'application/vnd.apache.parquet', records: 1 };
}

function put(
  client: RecordingClient,
  objects: readonly LakeObject[],
  signal = neverAborted(),
): Promise<void> {
  return putObjects(client as unknown as S3Client, 'lake', objects, signal);
}

describe('putObjects', () => {
  it('puts every object under its key with its content type', async () => {
    const client = recordingClient();
    await put(client, [object('raw/a.parquet'), object('raw/b.parquet')]);
    expect(client.sent.map(({ name, input }) => [name, input])).toEqual(
      ['raw/a.parquet', 'raw/b.parquet'].map((Key) => [
        'PutObjectCommand',
        { Bucket: 'lake', Key, Body: Buffer.from(Key), ContentType: 'application/vnd.apache.parquet' },
      ]),
    );
  });

  it('puts nothing if there are no objects', async () => {
    const client = recordingClient();
    await put(client, []);
    expect(client.sent).toEqual([]);
  });

  it('reports every object that could not be put, with the reason', async () => {
    const client = recordingClient(({ input }) => {
      if (input.Key !== 'b') throw s3Error('SlowDown', 503, 'Please reduce your request rate.');
    });
    await expect(put(client, [object('a'), object('b'), object('c')])).rejects.toThrow(
      new Error(
        'expected all 3 objects to be put into s3://lake, got failures of ' +
          'a (SlowDown: Please reduce your request rate.), c (SlowDown: Please reduce your request rate.); ' +
          'the batch is retried',
      ),
    );
  });

  it('ends after the slowest put, even if another failed earlier', async () => {
    const client = recordingClient(async ({ input, signal }) => {
      if (input.Key === 'refused') throw s3Error('AccessDenied', 403, 'Access Denied');
      await slowly(30, signal);
    });
    await expect(put(client, [object('refused'), object('slow')])).rejects.toThrow('refused (AccessDenied');
    expect(client.sent).toHaveLength(2);
    expect(client.inFlight).toBe(0);
  });

  it('stops every put when it is aborted, and fails', async () => {
    const client = recordingClient(({ signal }) => slowly(60_000, signal));
    const stop = new AbortController();
    const putting = put(client, [object('a'), object('b')], stop.signal);
    stop.abort();
    await expect(putting).rejects.toThrow('a (AbortError: Request aborted), b (AbortError: Request aborted)');
    expect(client.inFlight).toBe(0);
  });
});

describe('putLateMarks', () => {
  const key = 'raw/arrival_day=2026-11-20/arrival_hour=12/shardId-000000000001-4959.parquet';
  const marksAt = async (time: string) => {
    const client = recordingClient();
    await putLateMarks(
      client as unknown as S3Client,
      'lake',
      [object(key)],
      neverAborted(),
      Date.parse(time),
    );
    return client.sent.map(({ input }) => [input.Key, (input.Body as Buffer).length]);
  };

  it('puts an empty mark for a file that was put more than 30 minutes after its hour', async () => {
    const time = '2026-11-20T13:30:00.001Z';
    const name = `late/2026-11-20/12/shardId-000000000001-4959.parquet.${Date.parse(time)}`;
    expect(await marksAt(time)).toEqual([[name, 0]]);
    expect(await marksAt('2026-11-20T13:30:00Z')).toEqual([]);
  });
});
