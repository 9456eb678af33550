import { alarmsOf } from '../../../emulator/alarms/alarmDefinitions.ts';
import { alarmState } from '../../../emulator/alarms/alarmState.ts';
import { MetricStore } from '../../../emulator/endpoints/cloudwatch/metricStore.ts';

const start = Date.parse('2026-11-20T13:00:00Z');
const minute = 60_000;
const names = { streamName: 'logs', consumerName: 'consumer', mappingId: 'mapping' };

function alarmOf(properties: Record<string, unknown>) {
  const [alarm] = alarmsOf(
    {
      Resources: {
        Stream: { Type: 'AWS::Kinesis::Stream' },
        Alarm: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: {
            AlarmName: 'a',
            ComparisonOperator: 'GreaterThanThreshold',
            Threshold: 5,
            EvaluationPeriods: 5,
            DatapointsToAlarm: 3,
            TreatMissingData: 'notBreaching',
            Metrics: [
              { Id: 'rate', Expression: 'IF(requests >= 100, 100 * errors / requests, 0)' },
              ...['errors', 'requests'].map((Id) => ({
                Id,
                ReturnData: false,
                MetricStat: {
                  Metric: {
                    Namespace: 'N',
                    MetricName: Id,
                    Dimensions: [{ Name: 'StreamName', Value: { Ref: 'Stream' } }],
                  },
                  Period: 60,
                  Stat: 'Sum',
                },
              })),
            ],
            ...properties,
          },
        },
      },
    },
    names,
  );
  if (alarm === undefined) throw new Error('expected an alarm, got none');
  return alarm;
}

/** Stores metrics by minute from the start on: errors and requests. */
function metricsOf(...minutes: [errors: number, requests: number][]): MetricStore {
  const metrics = new MetricStore();
  const Dimensions = [{ Name: 'StreamName', Value: 'logs' }];
  for (const [index, [errors, requests]] of minutes.entries()) {
    const seconds = (start + index * minute) / 1000;
    metrics.add('N', { MetricName: 'errors', Value: errors, Dimensions }, seconds);
    metrics.add('N', { MetricName: 'requests', Value: requests, Dimensions }, seconds);
  }
  return metrics;
}

describe('the state of an alarm', () => {
  const metrics = metricsOf([0, 1000], [60, 1000], [60, 1000], [60, 1000], [0, 1000], [90, 99]);

  it.each([
    [3, 'OK'],
    [4, 'ALARM'],
    [6, 'ALARM'],
    [7, 'OK'],
    [60, 'OK'],
  ])('after %d minutes is %s, based on three of the last five complete minutes', (minutes, state) => {
    expect(alarmState(alarmOf({}), metrics, start + minutes * minute)).toBe(state);
  });

  it.each([
    ['breaching', 'ALARM'],
    ['notBreaching', 'OK'],
    ['ignore', 'OK'],
    ['missing', 'INSUFFICIENT_DATA'],
  ])('without data, treated as %s, is %s', (TreatMissingData, state) => {
    expect(alarmState(alarmOf({ TreatMissingData }), new MetricStore(), start)).toBe(state);
  });

  it('is not emulated for anomaly detection', () => {
    const properties = { ComparisonOperator: 'LessThanLowerThreshold', Threshold: undefined };
    expect(alarmState(alarmOf(properties), metrics, start)).toBe('NOT_EMULATED');
  });
});
