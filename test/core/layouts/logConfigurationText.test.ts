import { parseFieldList } from '../../../core/layouts/fieldList.ts';
import { fieldsOfLogConfiguration } from '../../../core/layouts/logConfigurationText.ts';

const fields = ['timestamp', 'c-ip', 'sc-status'];
const configuration = {
  RealtimeLogConfig: {
    ARN: 'arn:aws:cloudfront::123456789012:realtime-log-config/logs',
    Name: 'logs',
    SamplingRate: 100,
    EndPoints: [{ StreamType: 'Kinesis', KinesisStreamConfig: { RoleARN: 'r', StreamARN: 's' } }],
    Fields: fields,
  },
};

describe('fieldsOfLogConfiguration', () => {
  it.each([
    ['the answer as JSON', JSON.stringify(configuration, null, 4)],
    ['the configuration as JSON', JSON.stringify(configuration.RealtimeLogConfig)],
    ['the list of fields as JSON', JSON.stringify(fields)],
    [
      'text',
      `REALTIMELOGCONFIG\tarn:aws:cloudfront::123456789012:realtime-log-config/logs\tlogs\t100
ENDPOINTS\tKinesis
KINESISSTREAMCONFIG\tr\ts
FIELDS\ttimestamp
FIELDS\tc-ip
FIELDS\tsc-status
`,
    ],
    [
      'YAML',
      `RealtimeLogConfig:
  ARN: a
  EndPoints:
  - KinesisStreamConfig:
      RoleARN: r
    StreamType: Kinesis
  Fields:
  - timestamp
  - c-ip
  - sc-status
  Name: logs
`,
    ],
    ['the list of fields as YAML', '- timestamp\r\n- c-ip\r\n- sc-status\r\n'],
  ])('finds the fields in %s', (_, text) => {
    expect(parseFieldList(fieldsOfLogConfiguration(text) ?? '')).toEqual(fields);
  });

  it.each([
    'timestamp,c-ip',
    'timestamp\tc-ip\tsc-status\n',
    '# a comment\ntimestamp\n',
    '{"Fields": 3}',
    '[1]',
    '{',
  ])('does not accept %j', (text) => {
    expect(fieldsOfLogConfiguration(text)).toBeUndefined();
  });
});
