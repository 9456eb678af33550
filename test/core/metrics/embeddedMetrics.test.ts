import { printEmbeddedMetrics } from '../../../core/metrics/embeddedMetrics.ts';
import { readEmbeddedMetrics } from '../../../emulator/functionHost/embeddedMetrics.ts';

const timestamp = Date.parse('2026-11-20T13:05:00Z');

describe('printEmbeddedMetrics', () => {
  it('prints one line that follows the specification of CloudWatch', () => {
    const line = printEmbeddedMetrics({
      namespace: 'Web',
      dimensions: { service: 'pipeline', Layout: '1-46' },
      timestamp,
      metrics: [
        { name: 'Rows', unit: 'Count', value: 3 },
        { name: 'DeliveryDelay', unit: 'Milliseconds', value: 0 },
      ],
    });
    expect(line).not.toContain('\n');
    expect(JSON.parse(line)).toEqual({
      _aws: {
        Timestamp: timestamp,
        CloudWatchMetrics: [
          {
            Namespace: 'Web',
            Dimensions: [['service', 'Layout']],
            Metrics: [
              { Name: 'Rows', Unit: 'Count' },
              { Name: 'DeliveryDelay', Unit: 'Milliseconds' },
            ],
          },
        ],
      },
      service: 'pipeline',
      Layout: '1-46',
      Rows: 3,
      DeliveryDelay: 0,
    });
  });

  it('escapes quotes and newlines in a name', () => {
    const dimensions = { service: 'a "b"\n\tc' };
    const line = printEmbeddedMetrics({
      namespace: 'Web',
      dimensions,
      timestamp,
      metrics: [{ name: 'Rows', unit: 'Count', value: 1 }],
    });
    expect(readEmbeddedMetrics(line)[0]?.data[0]?.Dimensions).toEqual([
      { Name: 'service', Value: 'a "b"\n\tc' },
    ]);
  });
});
