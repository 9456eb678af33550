import { Lazy } from 'aws-cdk-lib';
import { defaultFields } from '../../../core/fields/defaultFields.ts';
import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { typicalRecordBytes } from '../../../core/sizing/recordBytes.ts';
import { expectedObjectives } from '../../../lib/settings/objectiveOptions.ts';
import { type OptionName, optionNames, options } from '../../../lib/settings/options.ts';
import type { PipelineOptions } from '../../../lib/settings/pipelineOptions.ts';
import { resolveSettings } from '../../../lib/settings/pipelineSettings.ts';

/** Returns the error message for options, which can have any shape because they may come from JSON. */
function refusal(props: object): string {
  try {
    resolveSettings(props as PipelineOptions);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error(`expected ${JSON.stringify(props)} to be refused`);
}

describe('resolveSettings', () => {
  it('fills in every default', () => {
    expect(resolveSettings({})).toEqual({
      name: 'cloudfront-realtime-logs',
      fieldNames: defaultFields,
      unknownFields: [],
      layouts: expectedLayouts(defaultFields),
      samplingRate: 100,
      attachTo: [],
      attachPermissions: [],
      capacity: 'provisioned',
      requestsPerSecond: 1000,
      recordBytes: typicalRecordBytes(defaultFields),
      headroom: 0,
      currentShards: undefined,
      streamArn: undefined,
      streamKeyArn: undefined,
      encryptionKeyArn: undefined,
      hashKeySecretArn: undefined,
      architecture: 'arm64',
      reservedConcurrency: undefined,
      vpc: undefined,
      permissionsBoundaryArn: undefined,
      lakeBucketName: undefined,
      lakePrefix: undefined,
      lakeKeyArn: undefined,
      databaseName: undefined,
      accessLogBucketName: undefined,
      terminationProtection: false,
      existing: {},
      streamRetentionHours: 24,
      streamEncryption: 'aws-managed',
      addresses: 'keep',
      cookies: 'drop',
      headers: 'drop',
      urls: 'drop',
      custom: 'keep',
      destinations: [],
      redactNames: [],
      keepNames: [],
      compression: 'zstd',
      batchWindowSeconds: 10,
      memoryMegabytes: 1769,
      metricNamespace: 'CloudFront/RealtimeLogs',
      metricSeriesLimit: 50,
      metricSeries: [],
      additionalMetrics: [],
      objectives: [],
      dashboard: true,
      explanations: false,
      alarms: {
        throttledWrites: 0,
        consumerBehind: 10,
        consumerFarBehind: 50,
        consumerStopped: 15,
        consumerErrors: 0,
        consumerThrottles: 0,
        consumerDuration: 80,
        failedRecords: 0,
        lostRecords: 0,
        quarantineRate: 1,
        suspectRows: 0,
        lostMetrics: 0,
        noRecords: 30,
        serverErrorRate: 5,
        cacheHitRatio: 3,
        compactionBehind: 6,
        compactionStopped: 6,
        compactionFailed: 0,
        inexactRequests: 0,
        lateMarks: 0,
        monthlyCost: 64,
      },
      alarmTopicArn: undefined,
      alarmEmails: [],
      runbookUrl: 'docs/operations.md',
      lakeRetentionDays: 90,
      compaction: true,
      quarantineRetentionDays: 30,
      readersPolicy: true,
      failureRetentionDays: 30,
      logRetentionDays: 30,
      scanLimitGigabytes: 100,
      streamRemoval: 'destroy',
      lakeRemoval: 'retain',
      failureRemoval: 'retain',
      tags: {},
    });
  });

  it.each(
    optionNames.filter((name) => options[name].default !== undefined),
  )('accepts the default of %s', (name) => {
    expect(options[name].schema.safeParse(options[name].default).success).toBe(true);
  });

  it('prefers the given record size to the estimate from the fields', () => {
    expect(resolveSettings({ recordBytes: 483 }).recordBytes).toBe(483);
  });

  it("puts fields into CloudFront's order", () => {
    const { fieldNames } = resolveSettings({ fields: ['asn', 'timestamp', 'sc-status'] });
    expect(fieldNames).toEqual(['timestamp', 'sc-status', 'asn']);
  });

  it('accepts fields as text, and unknown fields with their position', () => {
    for (const fields of [
      'asn, x-new:after=asn, timestamp',
      ['timestamp', { name: 'x-new', after: 'asn' }, 'asn'],
    ]) {
      const settings = resolveSettings({ fields });
      expect(settings.fieldNames).toEqual(['timestamp', 'asn', 'x-new']);
      expect(settings.unknownFields).toEqual(['x-new']);
    }
  });

  it('fills in the defaults of an attachment', () => {
    const attachTo = ['E1EXAMPLE', { distributionId: 'E2EXAMPLE', behaviors: ['default'], replace: true }];
    expect(resolveSettings({ attachTo }).attachTo).toEqual([
      { distributionId: 'E1EXAMPLE', behaviors: 'all', replace: false },
      { distributionId: 'E2EXAMPLE', behaviors: ['default'], replace: true },
    ]);
  });

  it('expects both published orders of fields 42-46', () => {
    const { layouts } = resolveSettings({ fields: ['primary-distribution-id', 'origin-fbl', 'timestamp'] });
    expect(layouts.map((layout) => layout.fields)).toEqual([
      ['timestamp', 'primary-distribution-id', 'origin-fbl'],
      ['timestamp', 'origin-fbl', 'primary-distribution-id'],
    ]);
  });
});

/** An invalid value of each option, and the complete error message. */
const ofExplanations =
  "false, or an object of optional members: email (true or false), chats (up to 5 of { type: 'slack', 'teams', or 'webhook', " +
  'secretArn, and optionally keyArn }), topicKeyArn, scanLimitGigabytes, and maxPerHour; if email is false, at least one chat';

const wrong: readonly [OptionName, unknown, string][] = [
  [
    'additionalMetrics',
    ['Requests'],
    'a list of BytesFromCache, OriginErrors, EdgeErrors, OriginShieldHits, OriginRetries, AbortedDownloads, got ["Requests"]',
  ],
  ['objectives', [{ series: 'd1' }], `${expectedObjectives}, got [{"series":"d1"}]`],
  ['explanations', { email: false }, `${ofExplanations}, got {"email":false}`],
  [
    'name',
    'My_Logs',
    'lowercase letters, digits, and hyphens, starting with a letter, at most 63 characters, got "My_Logs"',
  ],
  ['currentShards', 0, 'a whole number of shards from 1 to 100,000, got 0'],
  ['fields', 7, 'names of fields, as a list or as text separated by commas, got 7'],
  ['fields', [], 'at least one field, got an empty list'],
  ['fields', ['timestamp', 'asn', 'timestamp'], "each field once, got 'timestamp' twice"],
  [
    'fields',
    ['timestamp', 'sc-stauts'],
    "a field of CloudFront's real-time logs, got 'sc-stauts'; did you mean 'sc-status'? For a field newer than this catalog of 71, give its " +
      "place as 'sc-stauts:after=FIELD'",
  ],
  [
    'fields',
    ['timestamp', 'x-new:after=asn'],
    "the field that 'x-new' follows to be in the list too, got 'asn'",
  ],
  [
    'fields',
    ['timestamp', 'asn:after=timestamp'],
    "'asn' without a place, since its place is known, got 'asn:after=timestamp'",
  ],
  [
    'fields',
    ['timestamp', 'x-a:after=timestamp', 'x-b:after=timestamp'],
    "one field right after 'timestamp', got 'x-a' and 'x-b'; place one of them after the other",
  ],
  [
    'fields',
    ['timestamp', 'sequence-number:after=timestamp'],
    "a field whose column 'sequence_number' is unused and starts with a letter, got 'sequence-number'",
  ],
  ['samplingRate', 0, 'a whole number from 1 to 100 (percent), got 0'],
  ['samplingRate', 101, 'a whole number from 1 to 100 (percent), got 101'],
  ['samplingRate', 2.5, 'a whole number from 1 to 100 (percent), got 2.5'],
  ['samplingRate', '10', 'a whole number from 1 to 100 (percent), got "10"'],
  [
    'attachTo',
    ['www.example.com'],
    "a list of distributions, each an ID such as 'E2EXAMPLE' or { distributionId, behaviors: 'all' or a list such as " +
      "['default', '/images/*'], replace: true or false }, got [\"www.example.com\"]",
  ],
  [
    'attachTo',
    ['E1EXAMPLE', { distributionId: 'E1EXAMPLE' }],
    "each distribution once, got 'E1EXAMPLE' twice",
  ],
  [
    'attachPermissions',
    [{ actions: ['*'], resources: ['*'] }],
    'a list of { actions, resources }, each action with its service prefix, got "*" at [0].actions[0]',
  ],
  ['streamArn', 'web', 'the ARN of a Kinesis stream in the account and region of the pipeline, got "web"'],
  ['streamKeyArn', 'alias/web', 'the ARN of a KMS key, got "alias/web"'],
  ['encryptionKeyArn', 'alias/web', 'the ARN of a KMS key, got "alias/web"'],
  [
    'hashKeySecretArn',
    'web',
    'the complete ARN of a secret, which ends with a hyphen and six characters, got "web"',
  ],
  ['architecture', 'x86', "'arm64' or 'x86_64', got \"x86\""],
  ['reservedConcurrency', 0, 'a whole number of invocations from 1 to 100,000, got 0'],
  [
    'vpc',
    'vpc-1',
    'an object with subnetIds, securityGroupIds, and, optionally, deploymentFunctions (true or false), got "vpc-1"',
  ],
  ['permissionsBoundaryArn', 'web', 'the ARN of a managed policy, got "web"'],
  ['lakeBucketName', 'My_Lake', 'the name of a bucket in the region of the pipeline, got "My_Lake"'],
  ['lakePrefix', '/cf', `folders that end with a slash, such as 'cloudfront/', got "/cf"`],
  ['lakeKeyArn', 'alias/web', 'the ARN of a KMS key, got "alias/web"'],
  [
    'databaseName',
    'web-logs',
    'the name of a Glue database: lowercase letters, digits, and underscores, got "web-logs"',
  ],
  [
    'accessLogBucketName',
    'My_Logs',
    'the name of a bucket in the account and region of the pipeline, got "My_Logs"',
  ],
  ['terminationProtection', 'yes', '`true` or `false`, got "yes"'],
  ['capacity', 'serverless', "'provisioned' or 'on-demand', got \"serverless\""],
  ['requestsPerSecond', 0, 'a number of requests per second above 0 and up to 100,000,000, got 0'],
  ['requestsPerSecond', Number.NaN, 'a number of requests per second above 0 and up to 100,000,000, got NaN'],
  ['recordBytes', 0, 'a whole number of bytes from 1 to 1,000,000, got 0'],
  ['headroom', -1, 'a percentage from 0 to 900, got -1'],
  ['streamRetentionHours', 23, 'a whole number of hours from 24 to 8760, got 23'],
  ['streamRetentionHours', 8761, 'a whole number of hours from 24 to 8760, got 8761'],
  ['streamEncryption', true, "'aws-managed', 'customer-managed', or 'none', got true"],
  ['addresses', 'mask', "'keep', 'drop', 'truncate', or 'hash', got \"mask\""],
  ['cookies', 'truncate', "'keep', 'drop', or 'hash', got \"truncate\""],
  ['headers', 'truncate', "'keep', 'drop', or 'hash', got \"truncate\""],
  ['urls', 'truncate', "'keep', 'drop', or 'hash', got \"truncate\""],
  ['custom', 'truncate', "'keep', 'drop', or 'hash', got \"truncate\""],
  [
    'destinations',
    [{ type: 'kafka', name: 'a' }],
    'a list of destinations, each with the options that docs/destinations.md lists for its type, got "kafka" at [0].type',
  ],
  [
    'destinations',
    [
      { type: 's3', name: 'a', bucketArn: 'arn:aws:s3:::a' },
      { type: 's3', name: 'a', bucketArn: 'arn:aws:s3:::b' },
    ],
    "each name once, got 'a' twice",
  ],
  [
    'destinations',
    [
      {
        type: 'http',
        name: 'a',
        url: 'https://logs.example.com:8443/',
        secretArn: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:key-AbCdEf',
      },
    ],
    "port 443 in the url of 'a', the only port that Firehose connects to, got 8443",
  ],
  ['redactNames', ['a b'], 'a list of up to 64 names of parameters or headers, got ["a b"]'],
  ['redactNames', ['ssn', 'ssn'], 'each once, got "ssn" twice'],
  ['keepNames', ['[]'], 'a list of up to 64 names of parameters or headers, got ["[]"]'],
  [
    'metricExport',
    { endpoint: 'ftp://otlp.example.com' },
    'for endpoint \'cloudwatch\' or the URL of an OTLP endpoint (https, or http on this machine), got "ftp://otlp.example.com"',
  ],
  ['compression', 'snappy', "'zstd' or 'gzip', got \"snappy\""],
  ['batchWindowSeconds', 301, 'a whole number of seconds from 0 to 300, got 301'],
  ['memoryMegabytes', 127, 'a whole number of megabytes from 128 to 10240, got 127'],
  ['metricNamespace', 'AWS/Logs', 'a CloudWatch namespace that does not begin with \'AWS/\', got "AWS/Logs"'],
  [
    'metricSeriesLimit',
    0,
    'a whole number from 1 to 500, the maximum that a CloudWatch search returns, got 0',
  ],
  [
    'metricSeries',
    'all',
    "a list of at most 300 series such as 'd111111abcdef8.cloudfront.net' or 'd111111abcdef8.cloudfront.net /images/*', got \"all\"",
  ],
  ['dashboard', 'yes', '`true` or `false`, got "yes"'],
  [
    'alarms',
    true,
    'an object of thresholds by alarm (`false` turns an alarm off), or `false` for no alarms, got true',
  ],
  ['alarms', { errors: 1 }, "names of alarms in docs/configuration.md, got 'errors'"],
  ['alarmTopicArn', 'alarms', 'the ARN of an SNS topic in the region of the pipeline, got "alarms"'],
  ['alarmEmails', ['ops'], 'a list of email addresses, got ["ops"]'],
  ['runbookUrl', 'the wiki', 'a URL or path of at most 200 characters, without spaces, got "the wiki"'],
  ['compaction', 'yes', '`true` or `false`, got "yes"'],
  ['lakeRetentionDays', 0, 'a whole number of days from 1 to 3650, got 0'],
  ['quarantineRetentionDays', 1.5, 'a whole number of days from 1 to 3650, got 1.5'],
  ['failureRetentionDays', 4000, 'a whole number of days from 1 to 3650, got 4000'],
  [
    'logRetentionDays',
    31,
    'a number of days that CloudWatch Logs supports (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, ' +
      '1827, 2192, 2557, 2922, 3288, 3653), got 31',
  ],
  ['scanLimitGigabytes', 0.001, 'a number of gigabytes from 0.01 to 7000, got 0.001'],
  ['readersPolicy', 'yes', '`true` or `false`, got "yes"'],
  ['streamRemoval', 'snapshot', "'retain' or 'destroy', got \"snapshot\""],
  ['lakeRemoval', 'snapshot', "'retain' or 'destroy', got \"snapshot\""],
  ['failureRemoval', 'snapshot', "'retain' or 'destroy', got \"snapshot\""],
  [
    'tags',
    { 'aws:team': 'web' },
    'an object of at most 50 tags, whose names must not start with `aws:`, got {"aws:team":"web"}',
  ],
];

describe('resolveSettings rejects', () => {
  it.each(wrong)('%s of %j in one sentence', (option, value, sentence) => {
    expect(refusal({ [option]: value })).toBe(`${option}: expected ${sentence}`);
  });

  it('the wrong part of a long value, with its place', () => {
    const objectives = [
      { series: 'd111111abcdef8.cloudfront.net', availability: 99.9 },
      { series: 'd222222abcdef8.cloudfront.net', latency: { milliseconds: 0, percent: 95 } },
    ];
    expect(refusal({ objectives })).toMatch(/, got 0 at \[1\]\.latency\.milliseconds$/);
  });

  it('a name that is both redacted and kept', () => {
    expect(refusal({ redactNames: ['ssn', 'vat'], keepNames: ['vat'] })).toBe(
      `keepNames: expected names that aren't in redactNames, got "vat" in both`,
    );
    expect(refusal({ redactNames: ['X-Tenant'], keepNames: ['xTenant'] })).toBe(
      `keepNames: expected names that aren't in redactNames, got "X-Tenant" in both`,
    );
  });

  it('an invalid value of every option', () => {
    expect(new Set(wrong.map(([option]) => option))).toEqual(new Set(optionNames));
  });

  it('an unknown option', () => {
    expect(refusal({ sampleRate: 5 })).toBe(
      "realtimeLogs: expected options in docs/configuration.md, got 'sampleRate'; did you mean 'samplingRate'?",
    );
  });

  it('more series than the limit', () => {
    expect(refusal({ metricSeriesLimit: 1, metricSeries: ['a.cloudfront.net', 'b.cloudfront.net'] })).toBe(
      'metricSeries: expected at most 1 series including their distributions, the value of metricSeriesLimit, got 2',
    );
  });

  it('more series than the limit, which includes the distributions of cache behaviors', () => {
    expect(refusal({ metricSeriesLimit: 1, metricSeries: ['a.cloudfront.net /*'] })).toMatch(/, got 2$/);
  });

  it.each([
    '  ',
    ' /a',
    'a.example.com ',
    'a.example.com /a /b',
    'a.example.com\t/a',
    'ä.example.com',
    'a'.repeat(256),
  ])("rejects the series %j, which can't be dimensions", (series) => {
    expect(refusal({ metricSeries: [series] })).toMatch(/^metricSeries: expected a list of/);
    expect(refusal({ objectives: [{ series, availability: 99 }] })).toMatch(
      /^objectives: expected a list of/,
    );
  });

  it('rejects more tags than a resource can have', () => {
    const tags = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`tag${index}`, 'a']));
    expect(refusal({ tags })).toMatch(/^tags: expected an object of at most 50 tags/);
  });

  it.each([
    ['metricSeries', 'a.cloudfront.net'],
    ['alarmEmails', 'ops@example.com'],
  ])('a repeated value in %s', (option, value) => {
    expect(refusal({ [option]: [value, value] })).toBe(`${option}: expected each once, got "${value}" twice`);
  });

  it('property names that every object has', () => {
    expect(refusal(JSON.parse('{"constructor":1}'))).toMatch(/got 'constructor'$/);
    expect(refusal(JSON.parse('{"alarms":{"toString":1}}'))).toMatch(/got 'toString'$/);
  });

  it('addresses together with a given topic', () => {
    const alarmTopicArn = 'arn:aws:sns:eu-central-1:123456789012:alarms';
    expect(refusal({ alarmTopicArn, alarmEmails: ['ops@example.com'] })).toBe(
      'alarmEmails: expected no addresses together with alarmTopicArn (subscribe them to that topic instead), got ["ops@example.com"]',
    );
  });

  it('a long value, which is truncated in the message', () => {
    expect(refusal({ compression: 'x'.repeat(200) })).toBe(
      `compression: expected 'zstd' or 'gzip', got "${'x'.repeat(78)}…`,
    );
  });
});

describe('an invalid entry of attachTo', () => {
  it.each([
    [
      [{ distributionId: 'E1EXAMPLE', behaviours: ['default'] }],
      "attachTo: expected distributionId, behaviors, replace in entry 1, got 'behaviours'; did you mean 'behaviors'?",
    ],
    [
      ['E1EXAMPLE', { distributionId: 'E2EXAMPLE', behaviors: [] }],
      "attachTo.behaviors: expected 'all' or a list of cache behaviors such as ['default', '/images/*'] in entry 2, got []",
    ],
    [
      [{ distributionId: 'd111111abcdef8.cloudfront.net' }],
      `attachTo.distributionId: expected an ID such as 'E2EXAMPLE' in entry 1, got "d111111abcdef8.cloudfront.net"`,
    ],
  ])('%j is rejected with its number and member', (attachTo, sentence) => {
    expect(refusal({ attachTo })).toBe(sentence);
  });
});

describe('an option that has no effect because of others', () => {
  it.each([
    [
      { alarms: false, alarmEmails: ['ops@example.com'] },
      'alarmEmails: expected no value when all alarms are off',
    ],
    [
      { alarms: false, alarmTopicArn: 'arn:aws:sns:eu-central-1:123456789012:alarms' },
      'alarmTopicArn: expected no value when all alarms are off',
    ],
    [
      { alarms: false, dashboard: false, runbookUrl: 'https://wiki.example.com/runbook' },
      'runbookUrl: expected no value when all alarms and the dashboard are off',
    ],
    [{ capacity: 'on-demand', headroom: 20 }, "headroom: expected no value when capacity is 'on-demand'"],
    [
      { capacity: 'on-demand', currentShards: 4 },
      "currentShards: expected no value when capacity is 'on-demand'",
    ],
  ])('is rejected: %j', (props, sentence) => {
    expect(refusal(props)).toContain(`${sentence}, got `);
  });
});

describe('a change of the number of shards', () => {
  it('that Kinesis cannot make in one step is rejected with the steps', () => {
    expect(refusal({ requestsPerSecond: 50_000, recordBytes: 500, currentShards: 4 })).toBe(
      'currentShards: expected a change that Kinesis can make in one step (at most double or half the shards), got ' +
        '4 to 50 shards; deploy in steps of 8, 16, 32, 50 shards, first with requestsPerSecond=8000, and set currentShards ' +
        'to the current number of shards before each step',
    );
    expect(refusal({ requestsPerSecond: 1000, currentShards: 5 })).toContain('in steps of 3, 2, 1 shards');
  });

  it('that Kinesis can make in one step is accepted', () => {
    for (const currentShards of [25, 50, 100]) {
      const props = { requestsPerSecond: 50_000, recordBytes: 500, currentShards };
      expect(resolveSettings(props).currentShards).toBe(currentShards);
    }
  });
});

describe('tokens', () => {
  it('are accepted for values that are known only at deployment', () => {
    const alarmTopicArn = Lazy.string({ produce: () => 'arn' });
    expect(resolveSettings({ alarmTopicArn }).alarmTopicArn).toBe(alarmTopicArn);
  });
});
