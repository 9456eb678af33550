import {
  type DeliverySettings,
  printDeliverySettings,
  readDeliverySettings,
} from '../../../core/destinations/deliverySettings.ts';
import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';

describe('settings of a delivery', () => {
  it('are read as they were printed', () => {
    const settings: DeliverySettings = {
      destination: 'search',
      lakeBucket: 'lake',
      failureBucket: 'failures',
      receiver: 'opensearch',
      url: 'https://search.example.com/_bulk',
      format: 'opensearch',
      secretArn: undefined,
      index: 'requests',
      rotation: 'OneWeek',
      failureSeconds: 30,
      policy: { ...defaultSensitivityPolicy, addresses: 'truncate', keepNames: ['code'] },
    };
    expect(readDeliverySettings(printDeliverySettings(settings))).toEqual(settings);
  });

  it('are rejected with a sentence for each mistake', () => {
    expect(() => readDeliverySettings({ LAKE_BUCKET: 'lake', RECEIVER: 'opensearch' })).toThrow(
      'DESTINATION: expected the name of the destination, got nothing. ' +
        'FAILURE_BUCKET: expected the name of the failure bucket, got nothing. ' +
        'RECEIVER_URL: expected the URL of the receiver, got nothing. ' +
        'INDEX: expected the name of an index because the receiver is OpenSearch, got nothing.',
    );
  });
});
