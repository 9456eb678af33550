import { Stack } from 'aws-cdk-lib';
import { importResources } from '../../../lib/existing/importResources.ts';
import { optionsOfProps } from '../../../lib/props/optionsOfProps.ts';
import { propsOfOptions } from '../../../lib/props/propsOfOptions.ts';
import { optionNames } from '../../../lib/settings/options.ts';
import type { PipelineOptions } from '../../../lib/settings/pipelineOptions.ts';
import { resolveSettings } from '../../../lib/settings/pipelineSettings.ts';
import { directDestinations, exampleDestinations } from '../destinations/examples.ts';

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-central-1:123456789012:${resource}`;

/** Sets of options that have an effect together. The sets contain all options except those of the stack. */
const configurations: readonly PipelineOptions[] = [
  {},
  { alarms: false, runbookUrl: 'https://wiki.example.com' },
  {
    name: 'web',
    fields: ['timestamp', 'c-ip', 'sc-status', 'x-new:after=c-ip'],
    samplingRate: 5,
    attachTo: ['E1EXAMPLE', { distributionId: 'E2EXAMPLE', behaviors: ['default'], replace: true }],
    attachPermissions: [{ actions: ['lambda:GetFunction'], resources: ['*'] }],
    requestsPerSecond: 5000,
    recordBytes: 900,
    headroom: 20,
    currentShards: 2,
    streamRetentionHours: 48,
    streamEncryption: 'customer-managed',
    streamRemoval: 'retain',
    addresses: 'truncate',
    cookies: 'keep',
    headers: 'keep',
    urls: 'hash',
    custom: 'drop',
    redactNames: ['ssn'],
    keepNames: ['code'],
    compression: 'gzip',
    metricExport: { endpoint: 'https://otlp.example.com/v1/metrics', valueLimit: 7 },
    batchWindowSeconds: 60,
    memoryMegabytes: 3008,
    architecture: 'x86_64',
    reservedConcurrency: 10,
    vpc: { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'], deploymentFunctions: true },
    metricNamespace: 'Web/Logs',
    metricSeriesLimit: 7,
    metricSeries: ['d1.cloudfront.net'],
    objectives: [{ series: 'd1.cloudfront.net', availability: 99.9 }],
    additionalMetrics: ['AbortedDownloads'],
    destinations: [...exampleDestinations.slice(0, 2), directDestinations[2]],
    dashboard: false,
    alarms: { serverErrorRate: 2, noRecords: false },
    alarmEmails: ['ops@example.com'],
    explanations: { email: false, chats: [{ type: 'slack', secretArn: arn('secretsmanager', 'secret:a') }] },
    runbookUrl: 'https://wiki.example.com',
    lakeRetentionDays: 30,
    compaction: false,
    quarantineRetentionDays: 7,
    failureRetentionDays: 8,
    logRetentionDays: 365,
    scanLimitGigabytes: 5,
    readersPolicy: false,
    lakeRemoval: 'destroy',
    failureRemoval: 'destroy',
    tags: { team: 'web' },
  },
  {
    capacity: 'on-demand',
    streamArn: arn('kinesis', 'stream/web'),
    streamKeyArn: arn('kms', 'key/1111'),
    lakeBucketName: 'web-lake',
    lakePrefix: 'cloudfront/web/',
    lakeKeyArn: arn('kms', 'key/2222'),
    databaseName: 'web_logs',
    encryptionKeyArn: arn('kms', 'key/3333'),
    addresses: 'hash',
    hashKeySecretArn: arn('secretsmanager', 'secret:key-AbCdEf'),
    alarmTopicArn: arn('sns', 'alarms'),
    permissionsBoundaryArn: 'arn:aws:iam::123456789012:policy/boundary',
    accessLogBucketName: 'web-access-logs',
  },
];

describe('the props for options', () => {
  it.each(configurations)('result in the same settings: %#', (options) => {
    const stack = new Stack();
    const props = propsOfOptions(options, importResources(stack, options));
    const { existing, ...settings } = resolveSettings(optionsOfProps(stack, props).options);
    expect({ ...settings, existing }).toEqual(resolveSettings(options));
  });

  it('are compared for every option except terminationProtection', () => {
    const compared = new Set(configurations.flatMap((options) => Object.keys(options)));
    expect(optionNames.filter((name) => !compared.has(name))).toEqual(['terminationProtection']);
  });
});
