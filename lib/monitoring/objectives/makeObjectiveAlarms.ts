import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmRule,
  AlarmState,
  ComparisonOperator,
  CompositeAlarm,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { Objective } from '../../settings/objectiveOptions.ts';
import type { PipelineSettings } from '../../settings/pipelineSettings.ts';
import type { TrafficMetrics } from '../metrics/trafficMetrics.ts';
import { alarmNameOf, hashOfSubject } from '../subjectNames.ts';
import { burnRateMetric, hasPart, type ObjectiveKind, objectiveKinds } from './burnMetrics.ts';
import { type BurnRate, burnRates } from './burnRates.ts';

/** Settings, metrics, and recipients of the objectives' alarms. */
export interface ObjectiveAlarmsProps {
  readonly settings: PipelineSettings;
  readonly traffic: TrafficMetrics;
  readonly topic: ITopic;
}

/**
 * Creates the alarms of the objectives. Each burn rate has one alarm for the long window and one for the short window,
 * which don't notify, and a composite alarm of both, which notifies. All metrics of an alarm must have the same period,
 * so two windows need two alarms.
 */
export function makeObjectiveAlarms(scope: Construct, props: ObjectiveAlarmsProps): CompositeAlarm[] {
  return props.settings.objectives.flatMap((objective) =>
    objectiveKinds
      .filter((kind) => hasPart(objective, kind))
      .flatMap((kind) => burnRates.map((rate) => makeBurnAlarm(scope, objective, kind, rate, props))),
  );
}

function makeBurnAlarm(
  scope: Construct,
  objective: Objective,
  kind: ObjectiveKind,
  burn: BurnRate,
  { settings, traffic, topic }: ObjectiveAlarmsProps,
): CompositeAlarm {
  const title = `${kind} ${burn.name}`;
  const id = `${kind}${burn.name === 'fast burn' ? 'Fast' : 'Slow'}${hashOfSubject(scope, objective.series)}`;
  const windows = [burn.longMinutes, burn.shortMinutes].map((minutes) => {
    const window = new Alarm(scope, `${id}Of${minutes}`, {
      alarmName: nameOf(`Window of ${minutes} minutes, ${title}: ${objective.series}`, settings),
      alarmDescription: `One of the two windows of the composite alarm '${title}: ${objective.series}'. Only the composite alarm notifies, and says what to do. See ${settings.runbookUrl}#${kind.toLowerCase()}-objective`,
      metric: burnRateMetric(traffic, objective, kind, Duration.minutes(minutes)),
      threshold: burn.rate,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    return AlarmRule.fromAlarm(window, AlarmState.ALARM);
  });
  const alarm = new CompositeAlarm(scope, id, {
    compositeAlarmName: nameOf(`${title}: ${objective.series}`, settings),
    alarmDescription: descriptionOf(objective, kind, burn, settings),
    alarmRule: AlarmRule.allOf(...windows),
  });
  const action = new SnsAction(topic);
  alarm.addAlarmAction(action);
  alarm.addOkAction(action);
  return alarm;
}

function descriptionOf(
  { series, availability, latency }: Objective,
  kind: ObjectiveKind,
  { name, meaning }: BurnRate,
  { runbookUrl }: PipelineSettings,
): string {
  const objective =
    kind === 'Availability'
      ? `${availability}% of the requests of ${series} succeed without a server error`
      : `${latency?.percent}% of the responses of ${series} start within ${latency?.milliseconds} ms`;
  const remedy =
    name === 'fast burn'
      ? 'Find the cause now: run npx cfrl explain.'
      : 'Find the cause today: run npx cfrl explain with a window of six hours.';
  return `The objective (${objective}) is missed at a rate that uses up ${meaning}. ${remedy} See ${runbookUrl}#${kind.toLowerCase()}-objective`;
}

const nameOf = (text: string, { name }: PipelineSettings) => alarmNameOf(`${name} ${text}`);
