import type { AlarmDefinition } from '../../../emulator/alarms/alarmDefinitions.ts';
import { MetricStore } from '../../../emulator/endpoints/cloudwatch/metricStore.ts';
import { LiveAlarms } from '../../../local/program/liveAlarms.ts';

const now = Date.UTC(2026, 10, 20, 12);

function makeAlarm(name: string): AlarmDefinition {
  const Metric = { Namespace: 'N', MetricName: name, Dimensions: [] };
  return {
    name,
    queries: [{ Id: 'm1', MetricStat: { Metric, Period: 60, Stat: 'Sum' } }],
    comparison: 'GreaterThanThreshold',
    threshold: 0,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    treatMissingData: 'notBreaching',
  };
}

describe('LiveAlarms', () => {
  it('shows the alarms that are in ALARM for the metrics of the last minute', async () => {
    const metrics = new MetricStore();
    const beforeReading = jest.fn(() => metrics.add('N', { MetricName: 'Errors', Value: 1 }, now / 1000));
    const definitions = Promise.resolve([makeAlarm('Errors'), makeAlarm('Throttles')]);
    const alarms = new LiveAlarms({ metrics, hooks: { beforeReading } }, definitions);

    expect(alarms.strip(now)).toEqual({ label: 'Alarms', value: 'loading', isBad: false });
    await alarms.stop();
    expect(alarms.strip(now)).toEqual({ label: 'Alarms', value: 'all 2 OK', isBad: false });
    expect(alarms.strip(now + 60_000)).toEqual({ label: 'Alarms', value: 'Errors', isBad: true });
    expect(alarms.strip(now + 61_000).value).toBe('Errors');
    expect(beforeReading).toHaveBeenCalledTimes(2);
    expect(alarms.strip(now + 120_000).value).toBe('all 2 OK');
  });

  it('shows that states are unknown if the stack cannot be synthesized', async () => {
    const alarms = new LiveAlarms({ metrics: new MetricStore(), hooks: {} }, Promise.reject(new Error('no')));
    await alarms.stop();
    expect(alarms.strip(now).value).toBe('unknown: cdk synth fails');
  });
});
