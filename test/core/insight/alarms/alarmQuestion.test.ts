import { readAlarmMessage } from '../../../../core/insight/alarms/alarmMessage.ts';
import {
  alarmQuestion,
  conditionsOfSeries,
  explainedAlarms,
} from '../../../../core/insight/alarms/alarmQuestion.ts';
import { titleOf } from '../../../../lib/monitoring/alarms/pipelineAlarm.ts';
import { objectiveKinds } from '../../../../lib/monitoring/objectives/burnMetrics.ts';
import { burnRates } from '../../../../lib/monitoring/objectives/burnRates.ts';
import { alarmNames } from '../../../../lib/settings/alarmOptions.ts';
import { alarmMessage, compositeMessage } from './alarmMessages.ts';

const time = (text: string) => Date.parse(`2026-11-20T${text}:00Z`);
const name = 'cloudfront-realtime-logs';

function question(text: string) {
  const message = readAlarmMessage(text);
  return message && alarmQuestion(message, name);
}

describe('the message of an alarm', () => {
  it('is read: name, reason, and time', () => {
    expect(readAlarmMessage(alarmMessage())).toEqual({
      alarmName: 'cloudfront-realtime-logs Server error rate',
      reason: 'Threshold Crossed: 3 out of the last 5 datapoints were greater than the threshold (5.0).',
      raisedAt: Date.parse('2026-11-20T13:05:42.120Z'),
    });
    expect(readAlarmMessage(compositeMessage('any'))?.alarmName).toBe('any');
  });

  it.each([
    ['an alarm that ended', alarmMessage({ NewStateValue: 'OK' })],
    ['an alarm without data', alarmMessage({ NewStateValue: 'INSUFFICIENT_DATA' })],
    ['an explanation', "The alarm 'cloudfront-realtime-logs Server error rate' was raised at 13:05 UTC."],
    ['another message', '{"event":"deployed"}'],
    ['a list', '[]'],
    ['no time', alarmMessage({ StateChangeTime: 'soon' })],
  ])('is not read: %s', (_, text) => {
    expect(readAlarmMessage(text)).toBeUndefined();
  });
});

describe('the question of an alarm', () => {
  it('is about the minutes that the alarm evaluated, compared with the hour before them', () => {
    expect(question(alarmMessage())).toEqual({
      metric: '5xx',
      windows: {
        from: time('13:00'),
        to: time('13:05'),
        baselineFrom: time('12:00'),
        baselineTo: time('13:00'),
        stretches: 4,
      },
      series: undefined,
    });
    const { metric, windows } = question(alarmMessage({ AlarmName: `${name} Cache hit ratio` })) ?? {};
    expect([metric, windows?.from, windows?.baselineFrom]).toEqual(['misses', time('12:20'), time('09:20')]);
  });

  it.each([
    ['d111111abcdef8.cloudfront.net', { distribution: 'd111111abcdef8.cloudfront.net', behavior: undefined }],
    [
      'd111111abcdef8.cloudfront.net /a b: c/*',
      { distribution: 'd111111abcdef8.cloudfront.net', behavior: '/a b: c/*' },
    ],
  ])('is about the series that the alarm names: %s', (series, expected) => {
    expect(question(alarmMessage({ AlarmName: `${name} Server error rate: ${series}` }))?.series).toEqual(
      expected,
    );
  });

  it.each([
    'cloudfront-realtime-logs Lost records',
    'cloudfront-realtime-logs-2 Server error rate',
    'another pipeline Server error rate',
    'cloudfront-realtime-logs toString',
  ])('does not exist for other alarms: %s', (AlarmName) => {
    expect(question(alarmMessage({ AlarmName }))).toBeUndefined();
  });

  it('has only titles of existing alarms', () => {
    const burns = objectiveKinds.flatMap((kind) => burnRates.map(({ name: burn }) => `${kind} ${burn}`));
    const titles = [...alarmNames.map(titleOf), ...burns];
    expect(titles).toEqual(expect.arrayContaining(Object.keys(explainedAlarms)));
  });

  it('selects the requests of a series in SQL and for the command, including quotes', () => {
    expect(conditionsOfSeries({ distribution: 'd1.cloudfront.net', behavior: '/it\'s "it"/*' })).toEqual({
      sql:
        `("x_host_header" = 'd1.cloudfront.net' OR "cs_host" = 'd1.cloudfront.net') ` +
        `AND "cache_behavior_path_pattern" = '/it''s "it"/*'`,
      where:
        '(x-host-header="d1.cloudfront.net" or cs-host="d1.cloudfront.net") ' +
        'and cache-behavior-path-pattern="/it\'s \\"it\\"/*"',
    });
  });
});
