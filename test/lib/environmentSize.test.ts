import { Lazy } from 'aws-cdk-lib';
import { rejectLargeEnvironment } from '../../lib/environmentSize.ts';

describe('the environment of a function', () => {
  it('fits up to 4,096 bytes of names and values', () => {
    expect(() => rejectLargeEnvironment({ METRIC_SERIES: 'x'.repeat(4096 - 13) })).not.toThrow();
    expect(() => rejectLargeEnvironment({ METRIC_SERIES: '\u00fc'.repeat(2048) })).toThrow(
      new Error(
        "metricSeries: expected options that fit into the 4096 bytes of a function's environment, got 4109 bytes; " +
          'shorten the largest: metricSeries (4109 bytes)',
      ),
    );
  });

  it('names the options that take the most space', () => {
    const environment = {
      LAKE_BUCKET: 'lake',
      METRIC_SERIES: '["a"]',
      METRIC_EXPORT: 'x'.repeat(2000),
      REDACT_NAMES: 'x'.repeat(1500),
      KEEP_NAMES: 'x'.repeat(100),
      CHATS: 'x'.repeat(600),
    };
    expect(() => rejectLargeEnvironment(environment)).toThrow(
      new Error(
        "metricExport: expected options that fit into the 4096 bytes of a function's environment, got 4273 bytes; " +
          'shorten the largest: metricExport (2013 bytes), redactNames (1512 bytes), explanations (605 bytes)',
      ),
    );
  });

  it('has space for values that are known only at deployment', () => {
    const bucket = Lazy.string({ produce: () => 'lake' });
    expect(() =>
      rejectLargeEnvironment({ LAKE_BUCKET: `${bucket}/logs`, KEEP_NAMES: 'x'.repeat(3800) }),
    ).not.toThrow();
    expect(() =>
      rejectLargeEnvironment({ LAKE_BUCKET: `${bucket}/logs`, KEEP_NAMES: 'x'.repeat(3900) }),
    ).toThrow(/^keepNames: .* keepNames \(3910 bytes\), lakePrefix \(208 bytes\)$/);
  });
});
