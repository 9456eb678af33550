import {
  printTransformationSettings,
  readTransformationSettings,
} from '../../../core/destinations/transformationSettings.ts';
import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';

describe('settings of a transformation', () => {
  it('require only the bucket', () => {
    expect(readTransformationSettings({ LAKE_BUCKET: 'lake' })).toEqual({
      lakeBucket: 'lake',
      format: 'generic',
      policy: defaultSensitivityPolicy,
    });
  });

  it('are read as they were printed', () => {
    const settings = {
      lakeBucket: 'lake',
      format: 'splunk',
      policy: { ...defaultSensitivityPolicy, addresses: 'hash', redactNames: ['ssn'], hashKey: 'key' },
    } as const;
    expect(readTransformationSettings(printTransformationSettings(settings))).toEqual(settings);
  });

  it('are rejected with a sentence for each mistake', () => {
    expect(() => readTransformationSettings({ DOCUMENT_FORMAT: 'xml', ADDRESSES: 'hash' })).toThrow(
      "LAKE_BUCKET: expected the name of the lake's bucket, got nothing. " +
        "DOCUMENT_FORMAT: expected opensearch or s3 or redshift or generic or datadog or newrelic or splunk, got 'xml'. " +
        'HASH_KEY_SECRET: expected the secret with the hash key because a setting is hash, got nothing.',
    );
  });
});
