import { Template } from 'aws-cdk-lib/assertions';
import { defaultFields } from '../../core/fields/defaultFields.ts';
import { type OptionName, optionNames } from '../../lib/settings/options.ts';
import type { PipelineOptions } from '../../lib/settings/pipelineOptions.ts';
import { exampleDestinations } from './destinations/examples.ts';
import { makeStack, type Resource, resourcesOf, synthesize } from './synthesize.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('./bundleStandIn.ts'));

type Resources = Record<string, Resource>;

/** Resources whose replacement loses records, or the attachment to distributions. */
const lasting = {
  stream: 'PipelineLogStream99DD011D',
  mapping: 'PipelineStreamMapping5AFE84D5',
  lake: 'PipelineLakeCA665B53',
  failures: 'PipelineFailuresCC431073',
  logConfiguration: 'PipelineLogConfiguration3037D56F',
};

/**
 * Properties whose change makes CloudFormation replace a resource (CloudFormation template reference, 'Update
 * requires: Replacement', November 2026).
 */
const replacing: Readonly<Record<string, readonly string[]>> = {
  'AWS::Kinesis::Stream': ['Name'],
  'AWS::Lambda::EventSourceMapping': [
    'EventSourceArn',
    'StartingPosition',
    'StartingPositionTimestamp',
    'SelfManagedEventSource',
    'SelfManagedKafkaEventSourceConfig',
    'AmazonManagedKafkaEventSourceConfig',
  ],
  'AWS::S3::Bucket': ['BucketName', 'BucketNamePrefix', 'BucketNamespace', 'ObjectLockEnabled'],
  'AWS::CloudFront::RealtimeLogConfig': ['Name'],
  'AWS::CloudWatch::Alarm': ['AlarmName'],
  'AWS::CloudWatch::Dashboard': ['DashboardName'],
  'AWS::SNS::Topic': ['TopicName', 'FifoTopic'],
};

const dashboard = 'PipelineMonitoringDashboard9CCBCC06.DashboardBody';

/** Changes if the expected cost changes. */
const budget = [
  dashboard,
  'PipelineMonitoringMonthlyCostEFA7BFED.AlarmDescription',
  'PipelineMonitoringMonthlyCostEFA7BFED.Threshold',
];

/** Changes if the price of a record or of the consumer's time also changes, or the number of shards. */
const cost = [...budget, 'PipelineMonitoringMonthlyCostEFA7BFED.Metrics'];

/** The alarms, without the start of their IDs. */
const alarms = [
  'CacheHitRatio619BC35D',
  'CompactionBehindDB84CCF4',
  'CompactionFailedC3483888',
  'CompactionStopped9292EC81',
  'ConsumerBehind16FC5B7E',
  'ConsumerDurationE30E59C5',
  'ConsumerErrors3BABBD61',
  'ConsumerFarBehindD7A28396',
  'ConsumerStoppedDE1F9CFC',
  'ConsumerThrottlesCCF547C0',
  'FailedRecords65D5BE17',
  'InexactRequestsA4AC85B4',
  'LateMarks71BBEFC2',
  'LostMetrics13485DA2',
  'LostRecords7A778853',
  'MonthlyCostEFA7BFED',
  'NoRecordsA7AF103E',
  'QuarantineRate40C1CDC4',
  'ServerErrorRate9D277271',
  'SuspectRowsDDD06958',
  'ThrottledWritesD3505E2E',
].map((id) => `PipelineMonitoring${id}`);

/** The topic of the alarms. */
const topic = ['AlarmTopic76A286BA', 'AlarmTopicKeyE8718D48', 'AlarmTopicPolicy81665F60'].map(
  (id) => `PipelineMonitoring${id}`,
);

/** Options for existing resources, or that change all functions. bringYourOwn.test.ts tests them. */
const givenOnce: readonly OptionName[] = [
  'streamArn',
  'streamKeyArn',
  'encryptionKeyArn',
  'hashKeySecretArn',
  'architecture',
  'reservedConcurrency',
  'vpc',
  'permissionsBoundaryArn',
  'lakeBucketName',
  'lakePrefix',
  'lakeKeyArn',
  'databaseName',
  'accessLogBucketName',
  'terminationProtection',
];

/** Returns the changes against the default: added and removed resources, and changed properties. */
const changes: readonly [OptionName, PipelineOptions, readonly string[]][] = [
  [
    'fields',
    { fields: defaultFields.filter((field) => field !== 'asn') },
    [
      '- PipelineQueriestopnetworks5BD75A46',
      'PipelineLayoutsConfirmed1D5E2556.Fields',
      'PipelineLayoutsExpected83D9E857.Orders',
      'PipelineLogConfiguration3037D56F.Fields',
    ],
  ],
  [
    'samplingRate',
    { samplingRate: 10 },
    [
      'PipelineConsumerFunctionB31FCB30.Environment',
      'PipelineLogConfiguration3037D56F.SamplingRate',
      ...budget,
    ],
  ],
  [
    'attachTo',
    { attachTo: ['E1EXAMPLE'] },
    [
      '+ PipelineAttachmentsE1EXAMPLE420A3F82',
      '+ PipelineAttachmentsE1EXAMPLEPolicyB0C862B9',
      '+ PipelineAttachmentsFunctionE05076A0',
      '+ PipelineAttachmentsFunctionLogs89B86F16',
      '+ PipelineAttachmentsFunctionRoleF87C601D',
    ],
  ],
  [
    'attachPermissions',
    {
      attachTo: ['E1EXAMPLE'],
      attachPermissions: [{ actions: ['lambda:GetFunction'], resources: ['*'] }],
    },
    [
      '+ PipelineAttachmentsE1EXAMPLE420A3F82',
      '+ PipelineAttachmentsE1EXAMPLEPolicyB0C862B9',
      '+ PipelineAttachmentsFunctionE05076A0',
      '+ PipelineAttachmentsFunctionLogs89B86F16',
      '+ PipelineAttachmentsFunctionRoleF87C601D',
    ],
  ],
  ['currentShards', { currentShards: 2 }, []],
  [
    'capacity',
    { capacity: 'on-demand' },
    ['PipelineLogStream99DD011D.ShardCount', 'PipelineLogStream99DD011D.StreamModeDetails', ...cost],
  ],
  ['requestsPerSecond', { requestsPerSecond: 1500 }, ['PipelineLogStream99DD011D.ShardCount', ...cost]],
  ['recordBytes', { recordBytes: 1900 }, ['PipelineLogStream99DD011D.ShardCount', ...cost]],
  ['headroom', { headroom: 50 }, ['PipelineLogStream99DD011D.ShardCount', ...cost]],
  [
    'streamRetentionHours',
    { streamRetentionHours: 72 },
    [
      'PipelineLogStream99DD011D.RetentionPeriodHours',
      'PipelineStreamMapping5AFE84D5.MaximumRecordAgeInSeconds',
      'PipelineMonitoringConsumerBehind16FC5B7E.AlarmDescription',
      'PipelineMonitoringConsumerBehind16FC5B7E.Threshold',
      'PipelineMonitoringConsumerFarBehindD7A28396.AlarmDescription',
      'PipelineMonitoringConsumerFarBehindD7A28396.Threshold',
      dashboard,
    ],
  ],
  [
    'streamEncryption',
    { streamEncryption: 'customer-managed' },
    [
      '+ PipelineLogStreamKey3F83B465',
      'PipelineConsumerRole68913D11.Policies',
      'PipelineDeliveryRole087715C9.Policies',
      'PipelineLogStream99DD011D.StreamEncryption',
    ],
  ],
  ['streamEncryption', { streamEncryption: 'none' }, ['PipelineLogStream99DD011D.StreamEncryption']],
  ['addresses', { addresses: 'truncate' }, ['PipelineConsumerFunctionB31FCB30.Environment']],
  ['cookies', { cookies: 'keep' }, ['PipelineConsumerFunctionB31FCB30.Environment']],
  ['headers', { headers: 'keep' }, ['PipelineConsumerFunctionB31FCB30.Environment']],
  [
    'urls',
    { urls: 'hash' },
    [
      '+ PipelineConsumerHashKey1DFCAF5B',
      'PipelineConsumerFunctionB31FCB30.Environment',
      'PipelineConsumerRole68913D11.Policies',
    ],
  ],
  ['custom', { custom: 'drop' }, ['PipelineConsumerFunctionB31FCB30.Environment']],
  [
    'destinations',
    { destinations: [exampleDestinations[0]] },
    [
      '+ PipelineDestinationsfilesBehindAlarmACF80933',
      '+ PipelineDestinationsfilesFailuresAlarm04641B05',
      '+ PipelineDestinationsfilesLog020B6051',
      '+ PipelineDestinationsfilesLogsB425BE48',
      '+ PipelineDestinationsfilesRoleC797790C',
      '+ PipelineDestinationsfilesStream3672a35732B5B53D',
      '+ PipelineDestinationsfilesThrottledAlarm82A13434',
      '+ PipelineDestinationsfilesTransformationAlarm05B650DA',
      '+ PipelineDestinationsfilesTransformationFailedRecordsA52199F5',
      'PipelineMonitoringDashboard9CCBCC06.DashboardBody',
      '+ PipelineDestinationsfilesTransformationFunction3E20EEDE',
      '+ PipelineDestinationsfilesTransformationLogs6DC7F624',
      '+ PipelineDestinationsfilesTransformationRoleF019D710',
    ],
  ],
  ['redactNames', { redactNames: ['ssn'] }, ['PipelineConsumerFunctionB31FCB30.Environment']],
  ['keepNames', { keepNames: ['code'] }, ['PipelineConsumerFunctionB31FCB30.Environment']],
  [
    'metricExport',
    { metricExport: 'cloudwatch-otlp' },
    ['PipelineConsumerFunctionB31FCB30.Environment', 'PipelineConsumerRole68913D11.Policies'],
  ],
  ['compression', { compression: 'gzip' }, ['PipelineConsumerFunctionB31FCB30.Environment']],
  [
    'batchWindowSeconds',
    { batchWindowSeconds: 60 },
    ['PipelineStreamMapping5AFE84D5.MaximumBatchingWindowInSeconds'],
  ],
  ['memoryMegabytes', { memoryMegabytes: 3008 }, ['PipelineConsumerFunctionB31FCB30.MemorySize', ...cost]],
  [
    'metricNamespace',
    { metricNamespace: 'Web/Logs' },
    ['PipelineConsumerFunctionB31FCB30.Environment', 'PipelineConsumerRole68913D11.Policies', dashboard],
  ],
  ['metricSeriesLimit', { metricSeriesLimit: 5 }, ['PipelineConsumerFunctionB31FCB30.Environment']],
  [
    'metricSeries',
    { metricSeries: ['d1.cloudfront.net'] },
    [
      'PipelineConsumerFunctionB31FCB30.Environment',
      '+ PipelineMonitoringServerErrorRate7101fadbFDA1AD5A',
      dashboard,
    ],
  ],
  ['dashboard', { dashboard: false }, ['- PipelineMonitoringDashboard9CCBCC06']],
  [
    'alarms',
    { alarms: { quarantineRate: 2, noRecords: false } },
    [
      '- PipelineMonitoringNoRecordsA7AF103E',
      'PipelineMonitoringQuarantineRate40C1CDC4.AlarmDescription',
      'PipelineMonitoringQuarantineRate40C1CDC4.Threshold',
      dashboard,
    ],
  ],
  ['alarms', { alarms: false }, [...[...alarms, ...topic].map((id) => `- ${id}`), dashboard]],
  [
    'alarmTopicArn',
    { alarmTopicArn: 'arn:aws:sns:eu-central-1:123456789012:alarms' },
    [...topic.map((id) => `- ${id}`), ...alarms.flatMap((id) => [`${id}.AlarmActions`, `${id}.OKActions`])],
  ],
  [
    'alarmEmails',
    { alarmEmails: ['ops@example.com'] },
    ['+ PipelineMonitoringAlarmTopicopsexamplecom3F21E9F6'],
  ],
  [
    'runbookUrl',
    { runbookUrl: 'https://wiki.example.com/runbook' },
    [...alarms.map((id) => `${id}.AlarmDescription`), dashboard],
  ],
  [
    'lakeRetentionDays',
    { lakeRetentionDays: 30 },
    [
      'PipelineCompactionPlannerFunction46485A90.Environment',
      'PipelineLakeCA665B53.LifecycleConfiguration',
      'PipelineTableRequestsRaw12E134F9.TableInput',
    ],
  ],
  [
    'compaction',
    { compaction: false },
    [
      ...alarms.filter((id) => /Compaction|InexactRequests|LateMarks/.test(id)).map((id) => `- ${id}`),
      '- PipelineCompactionScheduleD19635F2',
      '- PipelineCompactionScheduleRoleEC4980F1',
      'PipelineCompactionPlannerFunction46485A90.Environment',
      'PipelineCompactionStart3FF79540.Compaction',
      dashboard,
    ],
  ],
  [
    'quarantineRetentionDays',
    { quarantineRetentionDays: 7 },
    ['PipelineLakeCA665B53.LifecycleConfiguration'],
  ],
  ['failureRetentionDays', { failureRetentionDays: 7 }, ['PipelineFailuresCC431073.LifecycleConfiguration']],
  [
    'logRetentionDays',
    { logRetentionDays: 7 },
    [
      'PipelineCompactionPlannerLogs65068B1A.RetentionInDays',
      'PipelineConsumerLogs7A22274D.RetentionInDays',
      'PipelineLayoutsFunctionLogs150B1F36.RetentionInDays',
    ],
  ],
  [
    'scanLimitGigabytes',
    { scanLimitGigabytes: 1 },
    ['PipelineQueriesWorkgroupCBB3A50C.WorkGroupConfiguration'],
  ],
  ['readersPolicy', { readersPolicy: false }, ['- PipelineLakeReaders99EBF07C']],
  ['streamRemoval', { streamRemoval: 'retain' }, ['PipelineLogStream99DD011D (removal)']],
  [
    'lakeRemoval',
    { lakeRemoval: 'destroy' },
    [
      '+ CustomS3AutoDeleteObjectsCustomResourceProviderHandler9D90184F',
      '+ CustomS3AutoDeleteObjectsCustomResourceProviderRole3B1BD092',
      '+ PipelineEmptyingLogs9D5934CF',
      '+ PipelineLakeAutoDeleteObjectsCustomResourceAD63CAF6',
      'PipelineLakeCA665B53 (removal)',
      'PipelineLakeCA665B53.Tags',
      'PipelineLakePolicy1E5E8DC6.PolicyDocument',
      'PipelineTableDatabase1AB7F6EE (removal)',
    ],
  ],
  [
    'failureRemoval',
    { failureRemoval: 'destroy' },
    [
      '+ CustomS3AutoDeleteObjectsCustomResourceProviderHandler9D90184F',
      '+ CustomS3AutoDeleteObjectsCustomResourceProviderRole3B1BD092',
      '+ PipelineEmptyingLogs9D5934CF',
      '+ PipelineFailuresAutoDeleteObjectsCustomResource40387209',
      'PipelineFailuresCC431073 (removal)',
      'PipelineFailuresCC431073.Tags',
      'PipelineFailuresPolicy7C060094.PolicyDocument',
    ],
  ],
  [
    'additionalMetrics',
    { additionalMetrics: ['OriginErrors'] },
    ['PipelineConsumerFunctionB31FCB30.Environment', dashboard],
  ],
  [
    'objectives',
    { objectives: [{ series: 'd1.cloudfront.net', availability: 99 }] },
    [
      '+ PipelineMonitoringAvailabilityFast7101fadb8FF4C2F5',
      '+ PipelineMonitoringAvailabilityFast7101fadbOf5A5ED1093',
      '+ PipelineMonitoringAvailabilityFast7101fadbOf608341153E',
      '+ PipelineMonitoringAvailabilitySlow7101fadb924E0BB8',
      '+ PipelineMonitoringAvailabilitySlow7101fadbOf30979C99BE',
      '+ PipelineMonitoringAvailabilitySlow7101fadbOf360F95ACDD5',
      '+ PipelineMonitoringServerErrorRate7101fadbFDA1AD5A',
      'PipelineConsumerFunctionB31FCB30.Environment',
      dashboard,
    ],
  ],
  [
    'explanations',
    { explanations: {} },
    [
      '+ PipelineExplanationsFunction77FA863C',
      '+ PipelineExplanationsFunctionAlarmTopic7E9B5170',
      '+ PipelineExplanationsFunctionAllowInvokecloudfrontrealtimelogsPipelineMonitoringAlarmTopic6E0CD3DB2E2A25DF',
      '+ PipelineExplanationsFunctionEventInvokeConfig743C5971',
      '+ PipelineExplanationsFunctionLogsEEE4BFD2',
      '+ PipelineExplanationsFunctionRoleDC813A82',
      '+ PipelineExplanationsWorkgroup6F9E9491',
    ],
  ],
  [
    'tags',
    { tags: { team: 'web' } },
    [
      'PipelineCompactionPlannerFunction46485A90.Tags',
      'PipelineCompactionPlannerLogs65068B1A.Tags',
      'PipelineCompactionPlannerRole05C11DDE.Tags',
      'PipelineCompactionRoleB6FEF51E.Tags',
      'PipelineCompactionScheduleRoleEC4980F1.Tags',
      'PipelineCompactionStateMachine7C19CFE8.Tags',
      'PipelineCompactionWorkgroup24BA6101.Tags',
      'PipelineConsumerFunctionB31FCB30.Tags',
      'PipelineConsumerLogs7A22274D.Tags',
      'PipelineConsumerRole68913D11.Tags',
      'PipelineDeliveryRole087715C9.Tags',
      'PipelineFailuresCC431073.Tags',
      'PipelineLakeCA665B53.Tags',
      'PipelineLayoutsFunction9B629F6F.Tags',
      'PipelineLayoutsFunctionLogs150B1F36.Tags',
      'PipelineLayoutsFunctionRoleF5030E79.Tags',
      'PipelineLogStream99DD011D.Tags',
      'PipelineQueriesWorkgroupCBB3A50C.Tags',
      'PipelineStreamMapping5AFE84D5.Tags',
      ...alarms.map((id) => `${id}.Tags`),
      'PipelineMonitoringAlarmTopic76A286BA.Tags',
      'PipelineMonitoringAlarmTopicKeyE8718D48.Tags',
      'PipelineMonitoringDashboard9CCBCC06.Tags',
    ],
  ],
];

function differences(before: Resources, after: Resources): string[] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return ids.flatMap((id) => differencesOf(id, before[id], after[id])).sort();
}

function differencesOf(id: string, before: Resource | undefined, after: Resource | undefined): string[] {
  if (before === undefined) return [`+ ${id}`];
  if (after === undefined) return [`- ${id}`];
  const names = [
    ...new Set([...Object.keys(before.Properties ?? {}), ...Object.keys(after.Properties ?? {})]),
  ];
  const changed = names
    .filter((name) => JSON.stringify(before.Properties[name]) !== JSON.stringify(after.Properties[name]))
    .map((name) => `${id}.${name}`);
  return before.DeletionPolicy === after.DeletionPolicy ? changed : [`${id} (removal)`, ...changed];
}

describe('a change', () => {
  const before = resourcesOf(synthesize());

  it.each(
    changes,
  )('of %s to %j changes the expected resources, and replaces no resource with data', (_, props, expected) => {
    const after = resourcesOf(synthesize(props));
    expect(differences(before, after)).toEqual(expected.toSorted());
    for (const id of Object.values(lasting)) expect(after[id].Type).toBe(before[id].Type);
    for (const [id, resource] of Object.entries(after).filter(([id]) => id in before)) {
      for (const property of replacing[resource.Type] ?? [])
        expect(resource.Properties[property]).toEqual(before[id].Properties[property]);
    }
  });

  it('of every option except name is tested: another name creates another pipeline', () => {
    const looked = new Set(changes.map(([option]) => option));
    const others = optionNames.filter((option) => !looked.has(option) && !givenOnce.includes(option));
    expect(others).toEqual(['name']);
  });

  it('of the order of the fields changes nothing', () => {
    const orders = [
      defaultFields.toReversed(),
      defaultFields.toSorted(),
      defaultFields.toSpliced(0, 7).concat(defaultFields.slice(0, 7)),
    ];
    for (const fields of orders) expect(resourcesOf(synthesize({ fields }))).toEqual(before);
  });

  it('of no option changes nothing', () => {
    expect(Template.fromStack(makeStack()).toJSON()).toEqual(Template.fromStack(makeStack()).toJSON());
  });
});
