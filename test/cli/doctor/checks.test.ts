import type { Check } from '../../../cli/doctor/check.ts';
import { attached } from '../../../cli/doctor/checks/attached.ts';
import { compaction } from '../../../cli/doctor/checks/compaction.ts';
import { consumerErrors } from '../../../cli/doctor/checks/consumerErrors.ts';
import { destination } from '../../../cli/doctor/checks/destination.ts';
import { failedBatches } from '../../../cli/doctor/checks/failedBatches.ts';
import { fieldOrder } from '../../../cli/doctor/checks/fieldOrder.ts';
import { freshFiles } from '../../../cli/doctor/checks/freshFiles.ts';
import { incoming } from '../../../cli/doctor/checks/incoming.ts';
import { lag } from '../../../cli/doctor/checks/lag.ts';
import { mapping } from '../../../cli/doctor/checks/mapping.ts';
import { permissions } from '../../../cli/doctor/checks/permissions.ts';
import { quarantine } from '../../../cli/doctor/checks/quarantine.ts';
import { requests } from '../../../cli/doctor/checks/requests.ts';
import { streamKey } from '../../../cli/doctor/checks/streamKey.ts';
import { streamStatus } from '../../../cli/doctor/checks/streamStatus.ts';
import { sum } from '../../../cli/doctor/checks/sum.ts';
import { throttling } from '../../../cli/doctor/checks/throttling.ts';
import { trustPolicy } from '../../../cli/doctor/checks/trustPolicy.ts';
import type { DoctorCalls, MetricRequest } from '../../../cli/doctor/doctorCalls.ts';
import { replaceView } from '../../../core/lake/compaction/replaceView.ts';
import { compactionTarget } from '../../../core/lake/compaction/target.ts';
import { printQuarantine } from '../../../core/lake/quarantine.ts';
import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { fields46 } from '../../support/fieldLists.ts';
import {
  contextOf,
  distributionOf,
  failuresOf,
  keyArn,
  type MetricValues,
  mappingId,
  roleArn,
  streamArn,
  trustingRole,
  trustPolicyOf,
} from './healthyPipeline.ts';

/** Returns the findings of a check: state, text, and the remedy after an arrow. */
async function find(
  check: Check,
  calls: Partial<DoctorCalls> = {},
  metrics: MetricValues = {},
): Promise<string[]> {
  const findings = await check.run(contextOf(calls, metrics));
  expect(findings.map(({ subject }) => subject)).toEqual(findings.map(() => check.subject));
  return findings.map(({ state, text, remedy }) => `${state}: ${text}${remedy ? ` → ${remedy}` : ''}`);
}

/** Returns a call with one changed member in its response. */
function changed<Name extends 'stream' | 'logConfiguration'>(
  name: Name,
  change: object,
): Partial<DoctorCalls> {
  const sound = contextOf().calls[name];
  return { [name]: async () => ({ ...(await sound()), ...change }) };
}

const mappingOf = (change: object) => ({
  mappings: async () => [{ ...(await contextOf().calls.mappings())[0], ...change }],
});

const refusing = (decision: 'implicitDeny' | 'explicitDeny', ...refused: string[]): Partial<DoctorCalls> => ({
  simulate: async (_, actions) =>
    actions.map((EvalActionName) => ({
      EvalActionName,
      EvalDecision: refused.includes(EvalActionName) ? decision : 'allowed',
    })),
});

const ownKey = changed('stream', { EncryptionType: 'KMS', KeyId: keyArn });

const cases: [string, Check, Partial<DoctorCalls>, MetricValues, string[]][] = [
  [
    'every attachment, staging and disabled ones too',
    attached,
    {
      attachments: async () => [
        distributionOf({ CacheBehaviors: { Quantity: 0 }, Aliases: { Quantity: 0 } }),
        distributionOf({ Id: 'E2EXAMPLE', Staging: true, Enabled: false, CacheBehaviors: { Quantity: 0 } }),
      ],
    },
    {},
    [
      'ok: E1EXAMPLE (d111111abcdef8.cloudfront.net): default',
      'wrong: E2EXAMPLE (d111111abcdef8.cloudfront.net, www.example.com, staging): default, but the distribution is disabled → enable the distribution; it serves no requests while it is disabled',
    ],
  ],
  [
    'a distribution without requests',
    requests,
    {},
    { Requests: [] },
    [
      'wrong: E1EXAMPLE (d111111abcdef8.cloudfront.net, www.example.com) had no requests in the last 3 hours → make a request, and check again in a few minutes: curl -I https://d111111abcdef8.cloudfront.net/',
    ],
  ],
  [
    'another stream than that of the consumer',
    destination,
    changed('logConfiguration', {
      EndPoints: [{ KinesisStreamConfig: { StreamARN: `${streamArn}2`, RoleARN: roleArn } }],
    }),
    {},
    [
      `wrong: CloudFront sends to ${streamArn}2, but the consumer reads ${streamArn} → deploy the stack again, to restore the log configuration that was changed outside of the stack`,
    ],
  ],
  [
    'a role without trust',
    trustPolicy,
    {
      role: async () => ({
        ...trustingRole,
        AssumeRolePolicyDocument: trustPolicyOf({ Principal: { Service: 'lambda.amazonaws.com' } }),
      }),
    },
    {},
    [
      'wrong: the role logs-DeliveryRole does not trust cloudfront.amazonaws.com → deploy the stack again, which restores the policy',
    ],
  ],
  [
    'a role that trusts for another account',
    trustPolicy,
    {
      role: async () => ({
        ...trustingRole,
        AssumeRolePolicyDocument: trustPolicyOf({
          Condition: { StringEquals: { 'AWS:SourceAccount': '210987654321' } },
        }),
      }),
    },
    {},
    [
      'wrong: the role logs-DeliveryRole trusts CloudFront only for the account 210987654321, but this is 123456789012 → deploy the stack again, which restores the policy',
    ],
  ],
  [
    'a role that trusts as the guide of 2020 prints it',
    trustPolicy,
    {
      role: async () => ({
        ...trustingRole,
        AssumeRolePolicyDocument: trustPolicyOf({ Condition: undefined }),
      }),
    },
    {},
    ['ok: CloudFront can assume the role logs-DeliveryRole'],
  ],
  [
    'permissions that are missing',
    permissions,
    refusing('implicitDeny', 'kinesis:PutRecord', 'kinesis:PutRecords'),
    {},
    [
      'wrong: the role logs-DeliveryRole lacks kinesis:PutRecord, kinesis:PutRecords on logs-Stream → deploy the stack again, which restores the policy',
    ],
  ],
  [
    'permissions that are denied',
    permissions,
    refusing('explicitDeny', 'kinesis:PutRecords'),
    {},
    [
      'wrong: the role logs-DeliveryRole lacks kinesis:PutRecords on logs-Stream → a policy denies it: check the policies and the permissions boundary of the role for a Deny statement',
    ],
  ],
  [
    'a stream without encryption',
    streamKey,
    changed('stream', { EncryptionType: 'NONE', KeyId: undefined }),
    {},
    ['ok: the stream is not encrypted, so no key is needed'],
  ],
  ['a key of its own', streamKey, ownKey, {}, [`ok: the key ${keyArn} allows CloudFront to write`]],
  [
    'a key that is disabled',
    streamKey,
    { ...ownKey, key: async () => ({ KeyId: keyArn, Arn: keyArn, Enabled: false, KeyState: 'Disabled' }) },
    {},
    [
      `wrong: the key ${keyArn} of the stream is Disabled, so CloudFront can't write to the stream and nothing can read it → enable it: aws kms enable-key --key-id ${keyArn}`,
    ],
  ],
  [
    'a key that is about to be deleted',
    streamKey,
    {
      ...ownKey,
      key: async () => ({ KeyId: keyArn, Arn: keyArn, Enabled: false, KeyState: 'PendingDeletion' }),
    },
    {},
    [
      `wrong: the key ${keyArn} of the stream is PendingDeletion, so CloudFront can't write to the stream and nothing can read it → restore it: aws kms cancel-key-deletion --key-id ${keyArn}, then aws kms enable-key --key-id ${keyArn}`,
    ],
  ],
  [
    'a key that the role may not use',
    streamKey,
    { ...ownKey, ...refusing('implicitDeny', 'kms:GenerateDataKey') },
    {},
    [
      `wrong: the role logs-DeliveryRole lacks kms:GenerateDataKey on ${keyArn}, so CloudFront can't write → deploy the stack again, which adds the permission`,
    ],
  ],
  [
    'a key whose policy leaves the role out',
    streamKey,
    {
      ...ownKey,
      keyPolicy: async () =>
        JSON.stringify({
          Statement: {
            Effect: 'Allow',
            Principal: { AWS: 'arn:aws:iam::123456789012:role/Admin' },
            Action: 'kms:*',
          },
        }),
    },
    {},
    [
      `wrong: the policy of the key ${keyArn} allows kms:GenerateDataKey neither to the account nor to the role logs-DeliveryRole → add to the key policy: {"Effect":"Allow","Principal":{"AWS":"${roleArn}"},"Action":"kms:GenerateDataKey","Resource":"*"}`,
    ],
  ],
  [
    'a stream that is being deleted',
    streamStatus,
    changed('stream', { StreamStatus: 'DELETING' }),
    {},
    [
      'wrong: logs-Stream is DELETING, so it accepts no records → wait until it is active, or deploy the stack again',
    ],
  ],
  [
    'a stream on demand',
    streamStatus,
    changed('stream', { StreamModeDetails: { StreamMode: 'ON_DEMAND' }, OpenShardCount: 1 }),
    {},
    ['ok: logs-Stream is active: 1 shard, on demand, retention 24 hours'],
  ],
  [
    'no records',
    incoming,
    {},
    { IncomingRecords: [0] },
    [
      'wrong: no records arrived in logs-Stream in the last 3 hours → if the distribution has requests, fix the other problems; if you attached it only minutes ago, wait',
    ],
  ],
  [
    'records that were refused',
    throttling,
    {},
    { WriteProvisionedThroughputExceeded: [0, 12_000, 345] },
    [
      'wrong: the stream throttled 12,345 records in the last 24 hours, which are lost → add shards: deploy with a larger requestsPerSecond or headroom, or with capacity on-demand',
    ],
  ],
  [
    'no mapping',
    mapping,
    { mappings: async () => [] },
    {},
    ['wrong: logs-Consumer has no event source mapping for logs-Stream → deploy the stack again'],
  ],
  [
    'a mapping too many',
    mapping,
    { mappings: async () => [{ UUID: mappingId }, { UUID: 'other' }] },
    {},
    [
      'wrong: 2 event source mappings read logs-Stream for logs-Consumer, so each record is stored that many times → delete the mappings that this stack did not create: aws lambda delete-event-source-mapping --uuid UUID',
    ],
  ],
  [
    'a mapping that is disabled',
    mapping,
    mappingOf({ State: 'Disabled' }),
    {},
    [
      `wrong: the mapping is Disabled (User action) → enable it: aws lambda update-event-source-mapping --uuid ${mappingId} --enabled`,
    ],
  ],
  [
    'a mapping whose function fails',
    mapping,
    mappingOf({ LastProcessingResult: 'PROBLEM: Function call failed' }),
    {},
    [
      'wrong: the mapping is Enabled, but the last result is PROBLEM: Function call failed → find the cause in the log of the consumer, and fix it; the batch is retried until shortly before its records expire',
    ],
  ],
  [
    'a consumer that is behind',
    lag,
    {},
    { IteratorAge: [9_000_000, 10_000_000] },
    [
      'wrong: the consumer is 2.8 hours behind, and records expire after 24 hours → fix errors and throttling of the consumer; if there are none, increase its memory or the number of shards',
    ],
  ],
  [
    'a consumer that catches up',
    lag,
    {},
    { IteratorAge: [1_800_000] },
    ['ok: the consumer is 30 minutes behind'],
  ],
  [
    'invocations that fail and wait',
    consumerErrors,
    {},
    { Errors: [1], Throttles: [7] },
    [
      'wrong: 1 invocation failed in the last 3 hours; their batches are retried → read the errors: aws logs tail logs-ConsumerLogs --since 3h --filter-pattern ERROR',
      "wrong: 7 invocations were throttled in the last 3 hours, because Lambda had no concurrency left → request a higher quota for Lambda 'Concurrent executions' in Service Quotas: the consumer needs one per shard",
    ],
  ],
  [
    'an order that no layout has',
    fieldOrder,
    changed('logConfiguration', { Fields: ['timestamp', 'c-ip', 'x-new-field'] }),
    {},
    [
      "wrong: CloudFront sends 1-2,x-new-field, but the known layouts are 1-46; 1-2 → deploy the stack again, which reads the order from CloudFront; then run 'npx cfrl replay --only quarantine'",
    ],
  ],
  [
    'an order that is not confirmed',
    fieldOrder,
    { layouts: async () => expectedLayouts(fields46) },
    {},
    [
      "wrong: 46 fields, in an expected order that is not confirmed (1-46) → deploy the stack again, which reads the order from CloudFront; then run 'npx cfrl replay --only quarantine'",
    ],
  ],
  [
    'quarantined records, and why',
    quarantine,
    {
      listLake: async (prefix) =>
        prefix === 'quarantine/arrival_day=2026-11-20/'
          ? [
              { key: `${prefix}old`, lastModified: '2026-11-20T11:00:00.000Z' },
              { key: `${prefix}new`, lastModified: '2026-11-20T12:00:00.000Z' },
            ]
          : [],
      getFromLake: async (key) =>
        printQuarantine([
          {
            reason: key.endsWith('new') ? 'expected a record of 46 fields, got 47' : 'old',
            shardId: 'shardId-000000000001',
            sequenceNumber: '4959',
            arrival: '2026-11-20T12:00:00.000Z',
            data: '',
          },
        ]),
    },
    { QuarantinedRecords: [5] },
    [
      "wrong: 5 records were quarantined in the last 24 hours; latest reason: expected a record of 46 fields, got 47 → if the field order is wrong, fix it; then run 'npx cfrl replay --only quarantine'",
    ],
  ],
  [
    'quarantined records whose files have expired',
    quarantine,
    { listLake: async () => [] },
    { QuarantinedRecords: [1] },
    [
      "wrong: 1 record was quarantined in the last 24 hours → if the field order is wrong, fix it; then run 'npx cfrl replay --only quarantine'",
    ],
  ],
  [
    'failed batches that wait, and records that are lost',
    failedBatches,
    {
      listFailures: async () => failuresOf('a', 'b', 'c'),
      listLake: async () => [{ key: 'replayed/aws/lambda/b', lastModified: '2026-11-20T12:30:00.000Z' }],
    },
    { DroppedEventCount: [400] },
    [
      "wrong: 2 batches in logs-failures not yet replayed → find the cause in the log of the consumer, fix it, then run 'npx cfrl replay'",
      "wrong: 400 records were lost in the last 24 hours: they could not be saved in the failure bucket → deploy the stack again, so that the consumer's role may write to logs-failures",
    ],
  ],
  [
    'failed batches that are replayed',
    failedBatches,
    {
      listFailures: async () => failuresOf('a'),
      listLake: async () => [{ key: 'replayed/aws/lambda/a', lastModified: '2026-11-20T12:30:00.000Z' }],
    },
    {},
    ['ok: all 1 are replayed'],
  ],
  [
    'a lake into which nothing comes any more',
    freshFiles,
    {
      listLake: async (prefix) => [{ key: prefix, lastModified: '2026-11-20T12:20:00.000Z' }],
    },
    {},
    [
      'wrong: the newest file in logs-lake is 45 minutes old, but records are arriving → see the results for the mapping, the lag, and the consumer above',
    ],
  ],
  [
    'a lake without files',
    freshFiles,
    { listLake: async () => [] },
    {},
    [
      'wrong: logs-lake has no file for this hour or the previous one, but records are arriving → see the results for the mapping, the lag, and the consumer above',
    ],
  ],
  [
    'a count with everything in it',
    sum,
    {},
    { Rows: [1000], QuarantinedRecords: [40], OnFailureDestinationDeliveredEventCount: [60] },
    ['ok: 1,100 records arrived: 1,000 rows + 40 quarantined + 60 in failed batches'],
  ],
  [
    'a count that includes records on their way',
    sum,
    {},
    { IncomingRecords: [600, 500], Rows: [550] },
    ['ok: 1,100 records arrived: 550 rows + 0 quarantined + 0 in failed batches'],
  ],
  [
    'a count that does not add up',
    sum,
    {},
    { IncomingRecords: [600, 500, 400], Rows: [800] },
    [
      'wrong: 1,500 records arrived, but the sum of 800 rows + 0 quarantined + 0 in failed batches is 700 less → if the consumer is behind, wait; otherwise see the result for failed batches',
    ],
  ],
  [
    'more than came',
    sum,
    {},
    { IncomingRecords: [600], Rows: [1300] },
    [
      'ok: 600 records arrived: 1,300 rows + 0 quarantined + 0 in failed batches; 700 duplicates from redelivery, see requests_exact',
    ],
  ],
];

describe('checks', () => {
  it.each(cases)('report %s', async (_, check, calls, metrics, findings) => {
    expect(await find(check, calls, metrics)).toEqual(findings);
  });

  it("reports that the pipeline's name is missing in the consumer's variables", async () => {
    await expect(find(quarantine, { consumer: async () => ({}) })).rejects.toThrow(
      'expected the consumer to have the variable PIPELINE_NAME, got none; deploy the stack again',
    );
  });

  it('read metrics with the right dimensions', async () => {
    const asked: MetricRequest[] = [];
    const context = contextOf({}, {}, (request) => asked.push(request));
    await Promise.all([requests, throttling, lag, failedBatches, sum].map((check) => check.run(context)));

    const shown = asked.map(({ namespace, name, dimensions, statistic }) =>
      [
        namespace,
        name,
        statistic,
        ...Object.entries(dimensions).map(([key, value]) => `${key}=${value}`),
      ].join(' '),
    );
    expect([...new Set(shown)].sort()).toEqual(
      [
        'AWS/CloudFront Requests Sum DistributionId=E1EXAMPLE Region=Global',
        'AWS/Kinesis IncomingRecords Sum StreamName=logs-Stream',
        'AWS/Kinesis WriteProvisionedThroughputExceeded Sum StreamName=logs-Stream',
        'AWS/Lambda IteratorAge Maximum FunctionName=logs-Consumer',
        `AWS/Lambda DroppedEventCount Sum EventSourceMappingUUID=${mappingId}`,
        `AWS/Lambda OnFailureDestinationDeliveredEventCount Sum EventSourceMappingUUID=${mappingId}`,
        'CloudFront/RealtimeLogs/Pipeline QuarantinedRecords Sum service=cloudfront-realtime-logs',
        'CloudFront/RealtimeLogs/Pipeline Rows Sum service=cloudfront-realtime-logs',
      ].sort(),
    );
  });
});

describe('compaction', () => {
  const viewOf = (hour: number | undefined) =>
    replaceView(compactionTarget('athena', ['c_ip']), hour && Date.UTC(2026, 10, 20, hour) / 3_600_000);
  const compactionOf = (answers: object): Partial<DoctorCalls> => ({
    listLake: async () => [],
    compaction: () => ({
      viewText: async () => viewOf(10),
      lastRun: async () => undefined,
      listKeys: async () => [],
      ...answers,
    }),
  });

  it('reports a stack without compaction, and a lake without compacted hours', async () => {
    expect(await find(compaction, { compaction: () => undefined })).toEqual([
      'skipped: the stack was deployed with a version without compaction; deploy it again',
    ]);
    expect(await find(compaction, compactionOf({ viewText: async () => undefined }))).toEqual([
      "wrong: the view 'requests' does not exist → start a run: 'npx cfrl compact --run'",
    ]);
    expect(await find(compaction, compactionOf({ viewText: async () => viewOf(undefined) }))).toEqual([
      "skipped: no hour is compacted yet: 'requests' reads only raw files",
    ]);
  });

  it('reports waiting hours, and why the last run failed', async () => {
    const lastRun = async () => ({
      arn: 'a',
      status: 'FAILED',
      startedAt: 0,
      reason: 'ProofFailed: 1 missing',
    });
    expect(await find(compaction, compactionOf({ viewText: async () => viewOf(3), lastRun }))).toEqual([
      "wrong: requests are compacted up to 2026-11-20 04:00 UTC; 7 closed hours waiting → if the last run failed, see its reason: 'npx cfrl compact --status'; after an upgrade, the compaction catches up automatically",
      "wrong: the last run ended with FAILED: ProofFailed: 1 missing → the next run repeats it; if it fails again, see 'Compaction failed' in docs/operations.md",
    ]);
  });

  it('reports old late files of compacted hours, but not of later hours', async () => {
    const marks = [
      { key: 'late/2026-11-20/10/a.1', lastModified: '2026-11-20T10:00:00.000Z' },
      { key: 'late/2026-11-20/10/b.1', lastModified: '2026-11-20T12:00:00.000Z' },
      { key: 'late/2026-11-20/11/c.1', lastModified: '2026-11-20T09:00:00.000Z' },
    ];
    const listLake = async (prefix: string) => (prefix === 'late/' ? marks : []);
    expect(await find(compaction, { ...compactionOf({}), listLake })).toEqual([
      'ok: requests are compacted up to 2026-11-20 11:00 UTC',
      "wrong: 1 late file has not been merged for more than 3 hours: the view requests lacks their rows → each run merges late files; check whether runs fail: 'npx cfrl compact --status'",
    ]);
  });

  it('counts files and bytes of the day before yesterday', async () => {
    const listLake = async (prefix: string) => {
      const files = (count: number, bytes: number) =>
        Array.from({ length: count }, (_, index) => ({
          key: `${prefix}data/x/day=2026-11-18/${index}.parquet`,
          lastModified: '2026-11-20T12:00:00.000Z',
          bytes,
        }));
      if (prefix === 'raw/arrival_day=2026-11-18/') return files(20_000, 1_000);
      return prefix === 'compacted/' ? files(1_001, 2_000_000) : [];
    };
    expect((await find(compaction, { ...compactionOf({}), listLake }))[1]).toBe(
      'wrong: 2026-11-18: at least 20,000 raw files of 20 MB, 1,001 compacted files of 2,002 MB → the daily OPTIMIZE reduces the number of files: check whether runs fail, or run OPTIMIZE for this day yourself',
    );
  });
});
