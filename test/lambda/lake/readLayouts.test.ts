import type { S3Client } from '@aws-sdk/client-s3';
import type { Layout } from '../../../core/layouts/layout.ts';
import { printLayouts } from '../../../core/layouts/layoutsDocument.ts';
import { readLayouts } from '../../../lambda/lake/readLayouts.ts';
import { neverAborted, recordingClient } from '../consumer/recordingClient.ts';
import { s3Error } from '../consumer/serviceErrors.ts';

const layout: Layout = {
  fields: ['timestamp', 'c-ip'],
  status: 'confirmed',
  since: '2026-11-01T00:00:00Z',
};

describe('readLayouts', () => {
  it('reads the layouts of the lake', async () => {
    const client = recordingClient(() => ({
      Body: { transformToString: () => Promise.resolve(printLayouts([layout])) },
    }));
    expect(await readLayouts(client as unknown as S3Client, 'lake', neverAborted())).toEqual([layout]);
    expect(client.sent.map(({ name, input }) => [name, input])).toEqual([
      ['GetObjectCommand', { Bucket: 'lake', Key: 'config/layouts.json' }],
    ]);
  });

  it('reports the expected location if the layouts are missing', async () => {
    const client = recordingClient(() => {
      throw s3Error('NoSuchKey', 404, 'The specified key does not exist.');
    });
    await expect(readLayouts(client as unknown as S3Client, 'lake', neverAborted())).rejects.toThrow(
      new Error(
        'expected the known layouts at s3://lake/config/layouts.json, got NoSuchKey: The specified key does not ' +
          'exist.; deploy the stack again to restore them',
      ),
    );
  });

  it('rejects text that is not a document of layouts', async () => {
    const client = recordingClient(() => ({
      Body: { transformToString: () => Promise.resolve('{"version":1') },
    }));
    await expect(readLayouts(client as unknown as S3Client, 'lake', neverAborted())).rejects.toThrow(
      /^expected the known layouts at s3:\/\/lake\/config\/layouts\.json, got Error: expected JSON in layouts\.json/,
    );
  });
});
