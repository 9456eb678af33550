import { CfnParameter, Duration, Lazy, Stack, type StackProps } from 'aws-cdk-lib';
import { Alias } from 'aws-cdk-lib/aws-kms';
import { Architecture } from 'aws-cdk-lib/aws-lambda';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  AlarmChat,
  Capacity,
  Fields,
  Lake,
  LogDestination,
  MetricExport,
  Privacy,
  RealtimeLogPipeline,
  type RealtimeLogPipelineProps,
} from '../../../lib/index.ts';
import { rejectWrongProps } from '../../../lib/props/propValues.ts';
import { ConfigurationError } from '../../../lib/settings/configurationError.ts';

jest.mock('../../../lib/functionBundle.ts', () => jest.requireActual('../bundleStandIn.ts'));

const stack = new Stack();
const parameter = new CfnParameter(stack, 'Amount', { type: 'Number' });

describe('properties of the construct', () => {
  it.each<[props: object, problem: string]>([
    [{ requestsPerSecond: 5 }, "props: expected properties in API.md, got 'requestsPerSecond'"],
    [
      { metricsSeries: [] },
      "props: expected properties in API.md, got 'metricsSeries'; did you mean 'metricSeries'?",
    ],
    [
      { capacity: { requestsPerSecond: 5 } },
      'capacity: expected a value such as Capacity.provisioned(…), got {"requestsPerSecond":5}',
    ],
    [
      { privacy: { addresses: 'hash' } },
      'privacy: expected a value such as Privacy.of(…), got {"addresses":"hash"}',
    ],
    [{ lake: null }, 'lake: expected a value such as Lake.create(…), got null'],
    [{ alarms: false }, 'alarms: expected a value such as Alarms.defaults(…), got false'],
    [{ fields: ['timestamp'] }, 'fields: expected a value such as Fields.of(…), got ["timestamp"]'],
    [{ destinations: [{}] }, 'destinations: expected a value such as LogDestination.s3(…), got {}'],
    [{ architecture: 'x86_64' }, 'architecture: expected a value such as Architecture.ARM_64, got "x86_64"'],
    [
      { encryptionKey: Alias.fromAliasName(stack, 'Alias', 'alias/logs') },
      "encryptionKey: expected a key, got the alias alias/logs, which policies of IAM can't name; import the key with " +
        'Key.fromKeyArn or Key.fromLookup',
    ],
    [{ batchWindow: 5 }, 'batchWindow: expected a value such as Duration.seconds(…), got 5'],
  ])('are rejected if they would have no effect: %#', (props, problem) => {
    expect(() => rejectWrongProps(props)).toThrow(new ConfigurationError(...splitProblem(problem)));
  });

  it('are accepted if they are of their classes', () => {
    const props: RealtimeLogPipelineProps = {
      fields: Fields.defaults(),
      capacity: Capacity.onDemand(),
      lake: Lake.create(),
      privacy: Privacy.of({}),
      architecture: Architecture.X86_64,
      metricExport: MetricExport.toCloudWatch(),
      batchWindow: Duration.seconds(5),
      dashboard: undefined as never,
    };
    expect(() => rejectWrongProps(props)).not.toThrow();
  });

  it('can be in one object with the properties of a stack', () => {
    const props: RealtimeLogPipelineProps & StackProps = {
      env: { account: '111122223333', region: 'us-east-1' },
      description: 'Logs',
      stackName: 'logs',
      terminationProtection: true,
      crossRegionReferences: true,
      analyticsReporting: false,
    };
    expect(() => rejectWrongProps(props)).not.toThrow();
  });

  it('are checked by the construct', () => {
    expect(() => new RealtimeLogPipeline(stack, 'Logs', { lake: {} as Lake })).toThrow(
      'lake: expected a value such as Lake.create(…), got {}',
    );
  });
});

describe('values of the classes', () => {
  const partial = Secret.fromSecretNameV2(stack, 'Partial', 'chat/address');

  it.each<[name: string, make: () => unknown, problem: string]>([
    [
      'a duration with minutes',
      () => Capacity.provisioned({ retention: Duration.minutes(1470) }),
      'retention: expected a whole number of hours, got 1 day 30 minutes',
    ],
    [
      'a duration that is known only at deployment',
      () => Lake.create({ retention: Duration.days(parameter.valueAsNumber) }),
      'retention: expected a whole number of days, got a value that is known only at deployment',
    ],
    [
      'text for a handling',
      () => Privacy.of({ cookies: 'drop' as never }),
      'cookies: expected a value such as SensitiveText.DROP, got "drop"',
    ],
    [
      'text for a compression',
      () => Lake.create({ compression: 'gzip' as never }),
      'compression: expected a value such as LakeCompression.ZSTD, got "gzip"',
    ],
    [
      'a field that is not there',
      () => Fields.of('timestamp', 'c-ip').without('c-ipp'),
      "fields: expected names of these fields in without, got 'c-ipp'; did you mean 'c-ip'?",
    ],
    [
      'a secret without its complete ARN',
      () => AlarmChat.slack(partial),
      "chats: expected a secret with its complete ARN, which ends with a hyphen and six characters, got 'chat/address'; " +
        'import it with Secret.fromSecretCompleteArn',
    ],
  ])('do not accept %s', (_, make, problem) => {
    expect(make).toThrow(new ConfigurationError(...splitProblem(problem)));
  });

  it('accept no secret without its complete ARN', () => {
    for (const make of [
      () => LogDestination.splunk('events', 'https://splunk.example.com:443', partial),
      () => LogDestination.http('endpoint', 'https://logs.example.com', partial),
      () =>
        LogDestination.redshift('warehouse', {
          jdbcUrl: 'jdbc:redshift://a:5439/dev',
          table: 'a',
          credentials: partial,
        }),
      () => MetricExport.toEndpoint('https://otlp.example.com', { headers: partial }),
      () => Privacy.of({ hashKey: partial }),
    ])
      expect(make).toThrow(/: expected a secret with its complete ARN/);
  });

  it('accept a secret of the app', () => {
    const hashKey = new Secret(stack, 'HashKey') as ISecret;
    expect(Privacy.of({ hashKey })._options.hashKeySecretArn).toBe(hashKey.secretArn);
  });
});

describe('a value that is known only at deployment', () => {
  it.each<[name: string, props: () => RealtimeLogPipelineProps, problem: string]>([
    [
      'number',
      () => ({ samplingRate: parameter.valueAsNumber }),
      'samplingRate: expected a whole number from 1 to 100 (percent), got a value that is known only at deployment',
    ],
    [
      'text',
      () => ({ name: Lazy.string({ produce: () => 'web' }) }),
      'name: expected lowercase letters, digits, and hyphens, starting with a letter, at most 63 characters, got a value ' +
        'that is known only at deployment',
    ],
  ])('is named in the error: a %s', (name, props, problem) => {
    expect(() => new RealtimeLogPipeline(stack, `Deployed${name}`, props())).toThrow(
      new ConfigurationError(...splitProblem(problem)),
    );
  });
});

function splitProblem(text: string): [option: string, problem: string] {
  const [option] = text.split(': ', 1);
  return [option, text.slice(option.length + 2)];
}
