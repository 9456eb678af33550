import { Alarm, AnomalyDetectionAlarm, ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { PipelineSettings } from '../../settings/pipelineSettings.ts';
import { alarmNameOf, hashOfSubject } from '../subjectNames.ts';
import { anchorOf, type PipelineAlarm, titleOf } from './pipelineAlarm.ts';

/** Settings and recipients of alarms. */
export interface AlarmProps {
  readonly settings: PipelineSettings;
  /** Topic that is notified when an alarm is raised and when it ends. */
  readonly topic: ITopic;
}

/**
 * Creates alarms. Names consist of pipeline, alarm, and subject, so turning an alarm on or off, or changing its
 * threshold, neither changes nor replaces another alarm.
 */
export function makeAlarms(scope: Construct, alarms: readonly PipelineAlarm[], props: AlarmProps): Alarm[] {
  const action = new SnsAction(props.topic);
  return alarms.map((alarm) => {
    const made = makeAlarm(scope, alarm, props.settings);
    made.addAlarmAction(action);
    made.addOkAction(action);
    return made;
  });
}

function makeAlarm(scope: Construct, alarm: PipelineAlarm, settings: PipelineSettings): Alarm {
  const { name, metric, threshold, periods, breaching, missingData } = alarm;
  const common = {
    alarmName: nameOf(alarm, settings),
    alarmDescription: `${alarm.meaning} ${alarm.remedy} See ${settings.runbookUrl}#${anchorOf(name)}`,
    metric,
    evaluationPeriods: periods,
    datapointsToAlarm: breaching,
    treatMissingData: missingData,
  };
  if (name === 'cacheHitRatio') {
    return new AnomalyDetectionAlarm(scope, idOf(scope, alarm), {
      ...common,
      stdDevs: threshold,
      comparisonOperator: ComparisonOperator.LESS_THAN_LOWER_THRESHOLD,
    });
  }
  return new Alarm(scope, idOf(scope, alarm), {
    ...common,
    threshold,
    comparisonOperator: alarm.comparison ?? ComparisonOperator.GREATER_THAN_THRESHOLD,
  });
}

/** Returns a construct ID such as `ThrottledWrites`, followed by a hash of the subject if the alarm has one. */
function idOf(scope: Construct, { name, subject }: PipelineAlarm): string {
  const id = titleOf(name)
    .split(' ')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  return subject === undefined ? id : `${id}${hashOfSubject(scope, subject)}`;
}

function nameOf({ name, subject }: PipelineAlarm, settings: PipelineSettings): string {
  const text = `${settings.name} ${titleOf(name)}`;
  return alarmNameOf(subject === undefined ? text : `${text}: ${subject}`);
}
