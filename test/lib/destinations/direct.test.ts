import { readDeliverySettings } from '../../../core/destinations/deliverySettings.ts';
import type { Destination } from '../../../lib/settings/destinationOptions.ts';
import { resolveSettings } from '../../../lib/settings/pipelineSettings.ts';
import { type Resource, resourcesOf, synthesize } from '../synthesize.ts';
import { directDestinations, exampleDestinations } from './examples.ts';

jest.mock('../../../lib/functionBundle.ts', () => jest.requireActual('../bundleStandIn.ts'));

/** Returns the resources of a type that belong to destinations, by ID. */
function resourcesOfType(type: string, destinations: readonly Destination[]): [string, Resource][] {
  return Object.entries(resourcesOf(synthesize({ destinations }))).filter(
    ([id, resource]) => resource.Type === type && id.startsWith('PipelineDestinations'),
  );
}

/** Returns the settings of a destination's delivery function. */
function settingsOf(destination: Destination) {
  const [[, { Properties }]] = resourcesOfType('AWS::Lambda::Function', [destination]);
  const { Variables } = Properties['Environment'] as { Variables: Record<string, unknown> };
  const texts = Object.entries(Variables).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : 'ref',
  ]);
  return readDeliverySettings(Object.fromEntries(texts));
}

describe('direct destinations', () => {
  it('have an event source mapping each with the same guarantees as the consumer, and no Firehose', () => {
    expect(resourcesOfType('AWS::KinesisFirehose::DeliveryStream', directDestinations)).toEqual([]);
    const mappings = resourcesOfType('AWS::Lambda::EventSourceMapping', directDestinations);
    expect(mappings).toHaveLength(directDestinations.length);
    for (const [, { Properties }] of mappings) {
      expect(Properties).toMatchObject({
        StartingPosition: 'TRIM_HORIZON',
        BatchSize: 10_000,
        ParallelizationFactor: 1,
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: -1,
        MaximumRecordAgeInSeconds: 79_200,
      });
    }
  });

  it("store failed batches in another bucket than the consumer's", () => {
    const buckets = resourcesOfType('AWS::S3::Bucket', directDestinations);
    expect(buckets).toHaveLength(1);
    const [[bucket]] = buckets;
    for (const [, { Properties }] of resourcesOfType('AWS::Lambda::EventSourceMapping', directDestinations)) {
      expect(Properties['DestinationConfig']).toEqual({
        OnFailure: { Destination: { 'Fn::GetAtt': [bucket, 'Arn'] } },
      });
    }
    expect(resourcesOfType('AWS::S3::Bucket', exampleDestinations)).toEqual([]);
  });

  it.each([
    [
      0,
      {
        receiver: 'opensearch',
        format: 'opensearch',
        rotation: 'OneDay',
        index: 'cloudfront-requests',
        url: 'https://search-example.eu-central-1.es.amazonaws.com/_bulk',
      },
    ],
    [
      1,
      {
        receiver: 'opensearch-serverless',
        format: 'opensearch',
        rotation: 'NoRotation',
        url: 'https://abcdefghij.eu-central-1.aoss.amazonaws.com/_bulk',
      },
    ],
    [
      2,
      {
        receiver: 'splunk',
        format: 'splunk',
        url: 'https://http-inputs-example.splunkcloud.com:8088/services/collector/event',
      },
    ],
    [3, { receiver: 'http', format: 'datadog', url: 'https://logs.example.com/in' }],
  ])('set the receiver in the environment of their function: %i', (place, expected) => {
    expect(settingsOf(directDestinations[place])).toMatchObject({
      ...expected,
      lakeBucket: 'ref',
      failureBucket: 'ref',
    });
  });

  it('read with enhanced fan-out if enhancedFanOut is true', () => {
    const [consumer, ...others] = resourcesOfType('AWS::Kinesis::StreamConsumer', directDestinations);
    expect(others).toEqual([]);
    const mappings = resourcesOfType('AWS::Lambda::EventSourceMapping', [directDestinations[3]]);
    expect(mappings[0][1].Properties['EventSourceArn']).toEqual({
      'Fn::GetAtt': [consumer[0], 'ConsumerARN'],
    });
  });

  it.each([
    [
      { ...directDestinations[0], endpoint: undefined },
      "endpoint in 'search', because via is 'direct', got none",
    ],
    [
      { ...directDestinations[3], attributes: { a: 'b' } },
      "via 'firehose' in 'endpoint', because attributes is set, got 'direct'",
    ],
    [
      { ...directDestinations[3], via: 'firehose' },
      "via 'direct' in 'endpoint', because enhancedFanOut is set, got 'firehose'",
    ],
    [
      { ...directDestinations[3], bufferSeconds: 301 },
      "bufferSeconds of at most 300 in 'endpoint', because via is 'direct', got 301",
    ],
  ] as const)('are rejected if their options are for the other delivery method', (destination, sentence) => {
    expect(() => resolveSettings({ destinations: [destination as Destination] })).toThrow(
      `destinations: expected ${sentence}`,
    );
  });
});
