import { join, resolve } from 'node:path';
import { bundleFunction } from '../../bundle/bundleFunction.ts';
import { readConsumerSettings } from '../../core/consumerSettings.ts';
import { openSearchTemplate } from '../../core/destinations/openSearchTemplate.ts';
import { receiverUrl } from '../../core/destinations/receiverUrl.ts';
import { startDeliveryStream } from '../../emulator/destinations/deliveryStream.ts';
import { startDirectDelivery } from '../../emulator/destinations/directDelivery.ts';
import { OpenSearchNode } from '../../emulator/destinations/openSearchNode.ts';
import type { RunningDelivery } from '../../emulator/destinations/runningDelivery.ts';
import type { LocalPipeline } from '../../emulator/pipeline.ts';
import { UsageError } from '../../terminal/usageError.ts';
import type { DestinationOptions } from './destinationOptions.ts';

/** Prefix of the indices, and name of their template. */
const index = 'cloudfront-requests';

/** A running delivery. */
export interface StartedDelivery {
  readonly via: 'direct' | 'firehose';
  readonly delivery: RunningDelivery;
  /**
   * Pattern of its indices, and the number of documents that they had before the run; undefined without
   * OpenSearch.
   */
  readonly indices: { readonly pattern: string; readonly before: number } | undefined;
}

/** The destination of a run in addition to the lake. */
export interface LocalDestination {
  readonly url: string;
  /** The OpenSearch node; undefined if the destination isn't OpenSearch. */
  readonly node: OpenSearchNode | undefined;
  readonly deliveries: readonly StartedDelivery[];
}

/** Folder with the functions' entry files. */
const lambdaFolder = resolve(import.meta.dirname, '../../lambda');

/**
 * Starts delivery to the destination in the options. The functions are bundled as in a deployment.
 *
 * @throws UsageError if no server responds at its URL
 */
export async function startDestination(
  options: DestinationOptions & { readonly destination: string },
  pipeline: LocalPipeline,
  bundleFolder: string,
): Promise<LocalDestination> {
  const { destination: url, via } = options;
  const node = await findNode(url);
  await node?.putTemplate(index, openSearchTemplate({ index, addresses: 'keep' }));
  const chosen = via === 'both' ? (['direct', 'firehose'] as const) : [via];
  const deliveries: StartedDelivery[] = [];
  for (const one of chosen) {
    const pattern = `${index}-${one}-*`;
    const indices = node && { pattern, before: await node.count(pattern) };
    const start = one === 'direct' ? startDirect : startFirehose;
    const delivery = await start(options, { node, pipeline, bundleFolder });
    pipeline.deliveries.push(delivery);
    deliveries.push({ via: one, indices, delivery });
  }
  return { url, node, deliveries };
}

/** Parts that all deliveries use. */
interface Parts {
  readonly node: OpenSearchNode | undefined;
  readonly pipeline: LocalPipeline;
  readonly bundleFolder: string;
}

/** Fewer retries than in a deployment, so that a local run shows failures soon. */
const eventSource = { maximumBatchingWindowSeconds: 1, maximumRetryAttempts: 2 };

function startDirect(
  { destination: url = '', destinationFormat: format }: DestinationOptions,
  { node, pipeline, bundleFolder }: Parts,
): Promise<RunningDelivery> {
  const receiver = node ? 'opensearch' : format === 'splunk' ? 'splunk' : 'http';
  return startDirectDelivery(pipeline, {
    bundleFile: bundle('delivery', bundleFolder),
    eventSource,
    settings: {
      destination: 'direct',
      receiver,
      url: receiverUrl(receiver, url),
      format: node ? 'opensearch' : format,
      secretArn: undefined,
      index: `${index}-direct`,
      rotation: 'OneDay',
      failureSeconds: 0,
      policy: policyOf(pipeline),
    },
  });
}

function startFirehose(
  { destination: url = '', destinationFormat: format }: DestinationOptions,
  { node, pipeline, bundleFolder }: Parts,
): Promise<RunningDelivery> {
  return startDeliveryStream(pipeline, {
    name: 'firehose',
    bundleFile: bundle('transformation', bundleFolder),
    settings: { format: node ? 'opensearch' : format, policy: policyOf(pipeline) },
    target: node
      ? { type: 'opensearch', url: node.url, index: `${index}-firehose`, rotation: 'OneDay' }
      : { type: 'http', url },
  });
}

function policyOf({ account }: LocalPipeline) {
  return readConsumerSettings(account.consumerEnvironment).policy;
}

function bundle(name: 'delivery' | 'transformation', folder: string): string {
  const entryFile = join(lambdaFolder, name, 'index.ts');
  return bundleFunction({ entryFile, outputFolder: join(folder, name) }).file;
}

async function findNode(url: string): Promise<OpenSearchNode | undefined> {
  try {
    return await OpenSearchNode.find(url);
  } catch (error) {
    const { message, cause } = error as Error & { cause?: { code?: string } };
    throw new UsageError(
      `--destination: no server responds at ${url} (${cause?.code ?? message}); start the receiver, or change the URL`,
    );
  }
}
