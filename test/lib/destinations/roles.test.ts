import type { Destination } from '../../../lib/settings/destinationOptions.ts';
import { callsOfCode } from '../../support/callsOfCode.ts';
import { listOf, statementsOf } from '../../support/policies.ts';
import { synthesize } from '../synthesize.ts';
import { directDestinations, exampleDestinations } from './examples.ts';

jest.mock('../../../lib/functionBundle.ts', () => jest.requireActual('../bundleStandIn.ts'));

const ofLogs = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const ofPoller = [
  'kinesis:DescribeStream',
  'kinesis:DescribeStreamSummary',
  'kinesis:GetRecords',
  'kinesis:GetShardIterator',
  'kinesis:ListShards',
  'kinesis:ListStreams',
];
const ofFailureBucket = ['s3:ListBucket', 's3:PutObject'];

/** Returns the actions that the role of a destination's function allows. */
function listAllowedActions(destination: Destination, part: string): string[] {
  const own = statementsOf(synthesize({ destinations: [destination] })).filter(
    ({ owner, statement }) =>
      statement.Effect === 'Allow' && owner.includes('Destinations') && owner.includes(`${part}Role`),
  );
  return [...new Set(own.flatMap(({ statement }) => listOf(statement.Action)))].toSorted();
}

/** Returns actions without repetitions. */
const sorted = (...actions: readonly string[]) => [...new Set(actions)].toSorted();

describe('the role of the function of a destination', () => {
  it('allows only the calls of its code and of Lambda: transformation', () => {
    // The code reads the hash key only if any text is hashed.
    const calls = callsOfCode('lambda/transformation/index.ts').filter(
      (call) => !call.startsWith('secretsmanager:'),
    );
    expect(listAllowedActions(exampleDestinations[5], 'Transformation')).toEqual(sorted(...calls, ...ofLogs));
  });

  it.each([
    [0, ['es:ESHttpPost']],
    [1, ['aoss:APIAccessAll']],
    [2, ['secretsmanager:GetSecretValue']],
    [3, ['secretsmanager:GetSecretValue', 'kinesis:DescribeStreamConsumer', 'kinesis:SubscribeToShard']],
  ])('allows only the calls of its code and of Lambda, and access to its receiver: delivery %i', (place, ofReceiver) => {
    // The code reads a secret only for receivers that have one.
    const calls = callsOfCode('lambda/delivery/index.ts').filter(
      (call) => !call.startsWith('secretsmanager:'),
    );
    expect(listAllowedActions(directDestinations[place], 'Delivery')).toEqual(
      sorted(...calls, ...ofLogs, ...ofPoller, ...ofFailureBucket, ...ofReceiver),
    );
  });
});

describe('a secret that is encrypted with a customer managed key', () => {
  const key = 'arn:aws:kms:eu-central-1:123456789012:key/1111-aaaa';

  it('can be decrypted by the roles that read it, and only through Secrets Manager', () => {
    const template = synthesize({
      destinations: [
        { ...directDestinations[2], secretKeyArn: key } as Destination,
        { ...exampleDestinations[5], secretKeyArn: key } as Destination,
      ],
      metricExport: {
        endpoint: 'https://otlp.example.com/v1/metrics',
        headersSecretArn: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:otlp-AbCdEf',
        headersKeyArn: key,
      },
    });
    const decrypting = statementsOf(template).filter(({ statement }) =>
      listOf(statement.Resource).includes(key),
    );
    expect(decrypting.map(({ owner }) => owner.replace(/[0-9A-F]{8}$/, '')).toSorted()).toEqual([
      'PipelineConsumerRole',
      'PipelineDestinationsendpointRole',
      'PipelineDestinationseventsDirectDeliveryRole',
    ]);
    for (const { statement } of decrypting) {
      expect(statement).toMatchObject({
        Action: 'kms:Decrypt',
        Condition: { StringLike: { 'kms:ViaService': 'secretsmanager.*.amazonaws.com*' } },
      });
    }
  });
});
