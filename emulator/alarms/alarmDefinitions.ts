import type { MetricDataQuery } from '../endpoints/cloudwatch/getMetricData.ts';
import { type LocalNames, resolveReferences, type Template } from '../template/template.ts';

/** An alarm as CloudFormation defines it, with resolved references. */
export interface AlarmDefinition {
  readonly name: string;
  readonly queries: readonly MetricDataQuery[];
  readonly comparison: string;
  readonly threshold: number | undefined;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly treatMissingData: string;
}

/**
 * Returns the alarms of a synthesized template.
 *
 * @param names local names that replace references to the stream, the consumer, and its mapping
 */
export function alarmsOf(template: Template, names: LocalNames): AlarmDefinition[] {
  const resolve = (value: unknown): unknown => resolveReferences(value, template, names);
  return Object.values(template.Resources)
    .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
    .map(({ Properties = {} }) => {
      const properties = resolve(Properties) as Record<string, unknown>;
      const { EvaluationPeriods, DatapointsToAlarm, Threshold, TreatMissingData } = properties;
      return {
        name: String(properties['AlarmName']),
        queries: properties['Metrics'] as MetricDataQuery[],
        comparison: String(properties['ComparisonOperator']),
        threshold: Threshold as number | undefined,
        evaluationPeriods: Number(EvaluationPeriods),
        datapointsToAlarm: Number(DatapointsToAlarm ?? EvaluationPeriods),
        treatMissingData: String(TreatMissingData ?? 'missing'),
      };
    });
}
