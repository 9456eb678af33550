import { type AlarmOption, alarmNames, alarmOptions } from './alarmOptions.ts';
import { type Option, type OptionName, options } from './options.ts';

/** Options by subject, in the order of docs/configuration.md. */
export const optionGroups: Readonly<Record<string, readonly OptionName[]>> = {
  'Pipeline and attaching': ['name', 'fields', 'samplingRate', 'attachTo', 'attachPermissions', 'tags'],
  Stream: [
    'capacity',
    'requestsPerSecond',
    'recordBytes',
    'headroom',
    'currentShards',
    'streamRetentionHours',
    'streamEncryption',
    'streamArn',
    'streamKeyArn',
  ],
  'Sensitive text': [
    'addresses',
    'cookies',
    'headers',
    'urls',
    'custom',
    'redactNames',
    'keepNames',
    'hashKeySecretArn',
  ],
  'Lake and destinations': [
    'lakeRetentionDays',
    'quarantineRetentionDays',
    'failureRetentionDays',
    'compaction',
    'compression',
    'scanLimitGigabytes',
    'readersPolicy',
    'lakeBucketName',
    'lakePrefix',
    'lakeKeyArn',
    'databaseName',
    'accessLogBucketName',
    'destinations',
  ],
  'Metrics and alarms': [
    'metricNamespace',
    'metricSeriesLimit',
    'metricSeries',
    'additionalMetrics',
    'metricExport',
    'dashboard',
    'alarms',
    'alarmEmails',
    'alarmTopicArn',
    'objectives',
    'explanations',
    'runbookUrl',
  ],
  Functions: [
    'batchWindowSeconds',
    'memoryMegabytes',
    'architecture',
    'reservedConcurrency',
    'logRetentionDays',
    'vpc',
    'permissionsBoundaryArn',
  ],
  'Encryption and removal': [
    'encryptionKeyArn',
    'streamRemoval',
    'lakeRemoval',
    'failureRemoval',
    'terminationProtection',
  ],
};

/** Returns the tables of options in docs/configuration.md, one for each subject, in Markdown. */
export function printOptionsTables(): string {
  const tables = Object.entries(optionGroups).map(([subject, names]) =>
    [
      `### ${subject}`,
      '',
      '| Option | Default | Values | Meaning |',
      '| --- | --- | --- | --- |',
      ...names.map(rowOf),
    ].join('\n'),
  );
  return tables.join('\n\n');
}

function rowOf(name: OptionName): string {
  const option: Option = options[name];
  const value = option.defaultMeans ?? defaultOf(name, option);
  return `| \`${name}\` | ${value} | ${option.expected} | ${option.meaning} |`;
}

function defaultOf(name: string, option: Option): string {
  return name === 'fields' ? 'the fields listed below' : `\`${JSON.stringify(option.default)}\``;
}

/** Returns the table of alarms in docs/configuration.md, in Markdown. */
export function printAlarmsTable(): string {
  const rows = alarmNames.map((name) => {
    const {
      default: threshold,
      defaultMeans,
      unit,
      smallest,
      largest,
      raised,
    }: AlarmOption = alarmOptions[name];
    const range = `${smallest} to ${largest.toLocaleString('en-US')}`;
    return `| \`${name}\` | ${threshold ?? defaultMeans} | ${unit}, ${range} | ${raised} |`;
  });
  return ['| Alarm | Default (N) | Values | Raised when |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
