import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { bundleFunction } from '../../bundle/bundleFunction.ts';
import { openSearchTemplate } from '../../core/destinations/openSearchTemplate.ts';
import { expectedLayouts } from '../../core/layouts/layout.ts';
import { defaultSensitivityPolicy as policy } from '../../core/sensitivity/policy.ts';
import { startDeliveryStream } from '../../emulator/destinations/deliveryStream.ts';
import { startDirectDelivery } from '../../emulator/destinations/directDelivery.ts';
import type { OpenSearchNode } from '../../emulator/destinations/openSearchNode.ts';
import type { RunningDelivery } from '../../emulator/destinations/runningDelivery.ts';
import { Lake } from '../../emulator/lake.ts';
import { type LocalPipeline, startLocalPipeline } from '../../emulator/pipeline.ts';
import { sendRecords } from '../../emulator/traffic.ts';
import { output } from '../../terminal/printer.ts';
import { withCommas } from '../../terminal/textTable.ts';
import { withOddRecords } from '../oddRecords.ts';
import { compareIndex } from './compareIndex.ts';

const projectFolder = resolve(import.meta.dirname, '../..');
const examples = ['website-46-fields', 'video-62-fields'];

/** One in this many records is also sent with unusual values. */
const oddShare = 20;

const index = 'cloudfront-requests';
const eventSource = { maximumBatchingWindowSeconds: 1, maximumRetryAttempts: 2 };

/** Delivery methods, and SQL for the rows that their indices must contain. */
const ways = [
  // With direct delivery, a document's id is the identity of its row.
  {
    name: 'direct',
    rows: '(SELECT * FROM requests_raw QUALIFY row_number() OVER (PARTITION BY coalesce(x_edge_request_id, sequence_number)) = 1)',
  },
  { name: 'firehose', rows: 'requests_raw' },
] as const;

/** Delivers records twice with both methods, and returns a sentence for each difference from the lake. */
export async function proveDeliveries(
  node: OpenSearchNode,
  folder: string,
  signal: AbortSignal,
): Promise<string[]> {
  const bundle = (name: string) =>
    bundleFunction({
      entryFile: join(projectFolder, 'lambda', name, 'index.ts'),
      outputFolder: join(folder, 'bundles', name),
    }).file;
  const bundles = { direct: bundle('delivery'), firehose: bundle('transformation') };
  const records = examples.map(readExample);
  await node.putTemplate(index, openSearchTemplate({ index, addresses: 'keep' }));
  const pipeline = await startLocalPipeline({
    bundleFile: bundle('consumer'),
    folder: join(folder, 'buckets'),
    layouts: records.flatMap(({ fields }) => expectedLayouts(fields)),
    environment: {},
    eventSource,
  });
  const wrong: string[] = [];
  try {
    const lines = records.flatMap((example, place) => withOddRecords(examples[place], example, oddShare));
    output.line(`Sending ${withCommas(lines.length)} records`);
    await sendRecords(lines, { ...pipeline, signal });
    await pipeline.drain();
    const lake = await Lake.open(join(folder, 'buckets', pipeline.lakeBucket));
    try {
      for (const round of ['once', 'twice']) {
        await deliver(pipeline, node, bundles, signal);
        for (const { name, rows } of ways) {
          signal.throwIfAborted();
          const { compared, differences } = await compareIndex(node, `${index}-${name}-*`, lake, rows);
          const sentence = `delivered ${round}, ${name}: ${compared} counts, groups, and sums equal the lake`;
          output.line(`${differences.length === 0 ? 'ok    ' : 'WRONG '} ${sentence}`);
          output.lines(differences.map((each) => `       ${each}`));
          wrong.push(...differences);
        }
      }
    } finally {
      lake.close();
    }
  } finally {
    await pipeline.stop();
  }
  return wrong;
}

/** Delivers all records in the stream, from the oldest on, with both methods in parallel. */
async function deliver(
  pipeline: LocalPipeline,
  node: OpenSearchNode,
  bundles: { readonly direct: string; readonly firehose: string },
  signal: AbortSignal,
): Promise<void> {
  const rotation = 'OneDay';
  const direct = await startDirectDelivery(pipeline, {
    bundleFile: bundles.direct,
    eventSource,
    settings: {
      destination: 'direct',
      receiver: 'opensearch',
      url: `${node.url}/_bulk`,
      format: 'opensearch',
      secretArn: undefined,
      index: `${index}-direct`,
      rotation,
      failureSeconds: 0,
      policy,
    },
  });
  const firehose = await startDeliveryStream(pipeline, {
    name: 'firehose',
    bundleFile: bundles.firehose,
    settings: { format: 'opensearch', policy },
    target: { type: 'opensearch', url: node.url, index: `${index}-firehose`, rotation },
  });
  try {
    await Promise.all([direct.drain(), firehose.drain()]);
    signal.throwIfAborted();
    for (const { counts, lastError } of [direct, firehose] satisfies RunningDelivery[]) {
      if (counts.failed > 0) throw new Error(`${counts.failed} documents were rejected: ${lastError}`);
    }
  } finally {
    await Promise.all([direct.stop(), firehose.stop()]);
  }
}

/** Reads example records and their fields. */
function readExample(name: string): { fields: string[]; lines: string[] } {
  const file = join(projectFolder, 'examples', name);
  return {
    fields: readFileSync(`${file}.fields.txt`, 'utf8')
      .split(/[\s,]+/)
      .filter(Boolean),
    lines: gunzipSync(readFileSync(`${file}.tsv.gz`))
      .toString('latin1')
      .trimEnd()
      .split('\n'),
  };
}
