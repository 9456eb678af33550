import { readEmbeddedMetrics } from '../../../emulator/functionHost/embeddedMetrics.ts';

const document = {
  _aws: {
    Timestamp: 1_795_180_000_500,
    CloudWatchMetrics: [
      {
        Namespace: 'Pipeline',
        Dimensions: [['service'], ['service', 'layout']],
        Metrics: [{ Name: 'Records', Unit: 'Count' }, { Name: 'Delays' }],
      },
    ],
  },
  service: 'consumer',
  layout: '1-46',
  Records: 5,
  Delays: [1, 2],
};

const service = { Name: 'service', Value: 'consumer' };
const layout = { Name: 'layout', Value: '1-46' };
const Timestamp = 1_795_180_000.5;

const expected = [
  {
    namespace: 'Pipeline',
    data: [
      { MetricName: 'Records', Dimensions: [service], Timestamp, Unit: 'Count', Values: [5] },
      { MetricName: 'Delays', Dimensions: [service], Timestamp, Values: [1, 2] },
      { MetricName: 'Records', Dimensions: [service, layout], Timestamp, Unit: 'Count', Values: [5] },
      { MetricName: 'Delays', Dimensions: [service, layout], Timestamp, Values: [1, 2] },
    ],
  },
];

describe('readEmbeddedMetrics', () => {
  it.each([
    ['a line of its own', JSON.stringify(document)],
    ['a line of the text format', `2026-11-20T13:00:00.000Z\tid\tINFO\t${JSON.stringify(document)}`],
  ])('reads each metric for each set of dimensions from %s', (_, line) => {
    expect(readEmbeddedMetrics(line)).toEqual(expected);
  });

  it.each([
    [
      'a document inside of the JSON format',
      JSON.stringify({ level: 'INFO', message: JSON.stringify(document) }),
    ],
    ['text', '2026-11-20T13:00:00.000Z\tid\tINFO\tready'],
    ['broken JSON', '{"_aws":'],
    ['JSON of another kind', '{"message":"ready"}'],
  ])('finds no metrics in %s', (_, line) => {
    expect(readEmbeddedMetrics(line)).toEqual([]);
  });
});
