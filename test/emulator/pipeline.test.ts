import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunction } from '../../bundle/bundleFunction.ts';
import { startS3Endpoint } from '../../emulator/endpoints/s3/s3Endpoint.ts';
import {
  type LocalPipeline,
  type LocalPipelineOptions,
  startLocalPipeline,
} from '../../emulator/pipeline.ts';
import { sendRecords } from '../../emulator/traffic.ts';

const folder = mkdtempSync(join(tmpdir(), 'pipeline-'));
const entryFile = join(import.meta.dirname, 'fixtures/storingFunction.ts');
const { file: bundleFile } = bundleFunction({ entryFile, outputFolder: join(folder, 'bundle') });
const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => String(index).padStart(4, '0'));
let pipeline: LocalPipeline;
let lakes = 0;

async function start(options: Partial<LocalPipelineOptions> = {}): Promise<string> {
  const lakeFolder = join(folder, String(lakes++));
  pipeline = await startLocalPipeline({
    bundleFile,
    folder: lakeFolder,
    layouts: [{ fields: ['timestamp', 'c-ip'], status: 'expected', since: '1970-01-01T00:00:00Z' }],
    shards: 2,
    environment: {},
    eventSource: { pollInterval: 50, retryDelay: 1 },
    ...options,
  });
  return lakeFolder;
}

/** Returns the lines of all objects in a lake's folder, sorted. */
const linesOf = (lake: string) =>
  readdirSync(lake)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => readFileSync(join(lake, name), 'utf8').trimEnd().split('\n'))
    .sort();

afterEach(() => pipeline.stop());
afterAll(() => rmSync(folder, { recursive: true }));

describe('startLocalPipeline', () => {
  it('processes every record through stream, event source, and function into the bucket', async () => {
    const lakeFolder = await start();

    await sendRecords(numbered(1000), pipeline);
    await pipeline.drain();

    expect(linesOf(join(lakeFolder, 'lake'))).toEqual(numbered(1000));
    expect(pipeline.eventSource.counts).toMatchObject({ InvokedEventCount: 1000, FailedInvokeEventCount: 0 });
    expect(pipeline.host.environments).toBe(2);
  });

  it('stores the layouts where the consumer reads them', async () => {
    const lakeFolder = await start();

    const document = JSON.parse(readFileSync(join(lakeFolder, 'lake/config/layouts.json'), 'utf8'));

    expect(document.layouts).toEqual([{ fields: '1-2', status: 'expected', since: '1970-01-01T00:00:00Z' }]);
  });

  it('loses nothing if puts are rejected or interrupted, or if the function is killed', async () => {
    const errors: string[] = [];
    let puts = 0;
    const lakeFolder = await start({
      onFunctionError: (payload) => errors.push(JSON.parse(payload).errorType),
      faults: {
        s3({ operation, stage }) {
          if (operation !== 'PutObject' || stage === 'before') return undefined;
          puts++;
          // The first put stores the layouts. The SDK makes three attempts for each of the function's puts.
          if (puts >= 2 && puts <= 4) return { refuse: { status: 503, code: 'SlowDown' } };
          if (puts === 5) pipeline.host.kill();
          return puts === 6 ? { reset: true } : undefined;
        },
      },
    });

    await sendRecords(numbered(500), pipeline);
    await pipeline.drain();

    expect([...new Set(linesOf(join(lakeFolder, 'lake')))]).toEqual(numbered(500));
    expect(errors).toContain('Runtime.ExitError');
    expect(pipeline.eventSource.counts.DroppedEventCount).toBe(0);
  });

  it('uses the endpoint in the environment', async () => {
    const elsewhere = join(folder, 'elsewhere');
    const s3 = await startS3Endpoint({ folder: elsewhere });
    await start({ environment: { AWS_ENDPOINT_URL_S3: s3.url }, lakeBucket: 'my-lake' });

    await sendRecords(numbered(10), pipeline);
    await pipeline.drain();

    expect(pipeline.endpoints.local.s3).toBeUndefined();
    expect(linesOf(join(elsewhere, 'my-lake'))).toEqual(numbered(10));
    await s3.close();
  });
});
