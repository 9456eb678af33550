import { healthDefinitions } from '../../../core/metrics/healthDefinitions.ts';
import { type BatchOutcome, writeHealthMetrics } from '../../../lambda/consumer/healthMetrics.ts';
import { valuesOf, writtenMetrics } from '../../support/writtenMetrics.ts';

const now = Date.parse('2026-11-20T13:05:00Z');

const outcome: BatchOutcome = {
  health: {
    records: 5,
    recordBytes: 2500,
    rows: 4,
    quarantined: 1,
    ofUnknownLayout: 1,
    malformedValues: 2,
    implausibleValues: 3,
    suspectRows: 4,
    suspectFields: ['asn'],
    rowsByLayout: { '1-46': 3, '1-40': 1 },
    oldestEvent: now - 9000,
    meanEvent: now - 4000.4,
  },
  totals: { Requests: 40, '5xxCount': 10, CacheHits: 20, CacheLookups: 30 },
  lakeBytes: 700,
  lostMetrics: 0,
  now,
};

function write(change: Partial<BatchOutcome> = {}) {
  return writtenMetrics(() => writeHealthMetrics('web', { ...outcome, ...change }));
}

describe('writeHealthMetrics', () => {
  it('writes the results of a batch with the name of the pipeline', async () => {
    expect(valuesOf(await write())).toEqual({
      'Records service=web': [5],
      'RecordBytes service=web': [2500],
      'Rows service=web': [4],
      'QuarantinedRecords service=web': [1],
      'MalformedValues service=web': [2],
      'ImplausibleValues service=web': [3],
      'SuspectRows service=web': [4],
      'LakeBytes service=web': [700],
      'LostMetrics service=web': [0],
      'DeliveryDelay service=web': [4000],
      'OldestEventAge service=web': [9000],
      'Requests service=web': [40],
      '5xxCount service=web': [10],
      'CacheHits service=web': [20],
      'CacheLookups service=web': [30],
      'RowsByLayout service=web Layout=1-46': [3],
      'RowsByLayout service=web Layout=1-40': [1],
    });
  });

  it('writes metrics to the namespace of pipelines', async () => {
    expect(new Set((await write()).map(({ namespace }) => namespace))).toEqual(
      new Set(['CloudFront/RealtimeLogs/Pipeline']),
    );
  });

  it('writes every defined metric with its unit and dimensions', async () => {
    const data = (await write()).flatMap((metrics) => metrics.data);
    for (const definition of healthDefinitions) {
      const found = data.find(({ MetricName }) => MetricName === definition.name);
      expect(found?.Unit).toBe(definition.unit);
      const extra = 'dimensions' in definition ? definition.dimensions : [];
      expect(found?.Dimensions?.map(({ Name }) => Name)).toEqual(['service', ...extra]);
    }
    expect(new Set(data.map(({ MetricName }) => MetricName)).size).toBe(healthDefinitions.length);
  });

  it('leaves out delays if no row has a time, and totals of fields that are not logged', async () => {
    const { oldestEvent: _, meanEvent: __, ...health } = outcome.health;
    const written = await write({
      health: { ...health, rowsByLayout: {}, oldestEvent: undefined, meanEvent: undefined },
      totals: {},
    });
    expect(Object.keys(valuesOf(written))).toEqual([
      'Records service=web',
      'RecordBytes service=web',
      'Rows service=web',
      'QuarantinedRecords service=web',
      'MalformedValues service=web',
      'ImplausibleValues service=web',
      'SuspectRows service=web',
      'LakeBytes service=web',
      'LostMetrics service=web',
    ]);
  });

  it('writes no negative delay if the clocks of edge and function differ', async () => {
    const health = { ...outcome.health, oldestEvent: now + 50, meanEvent: now + 100 };
    expect(valuesOf(await write({ health }))).toMatchObject({
      'DeliveryDelay service=web': [0],
      'OldestEventAge service=web': [0],
    });
  });

  it('writes each batch separately', async () => {
    const written = await writtenMetrics(() => {
      writeHealthMetrics('web', outcome);
      writeHealthMetrics('web', outcome);
    });
    const rows = written.flatMap(({ data }) => data).filter(({ MetricName }) => MetricName === 'Rows');
    expect(rows.map(({ Values }) => Values)).toEqual([[4], [4]]);
  });
});
