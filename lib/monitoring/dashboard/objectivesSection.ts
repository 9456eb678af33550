import { Duration } from 'aws-cdk-lib';
import { Color } from 'aws-cdk-lib/aws-cloudwatch';
import { burnRateMetric, hasPart, objectiveKinds } from '../objectives/burnMetrics.ts';
import { burnRates } from '../objectives/burnRates.ts';
import { createGraph, dashboardWidth } from './graph.ts';
import type { Section, SectionProps } from './section.ts';

/** Section that shows how fast the error budgets of the objectives burn. */
export function objectivesSection({ settings, metrics: { traffic } }: SectionProps): Section {
  const title = 'Objectives';
  const text =
    'How fast the 30-day error budgets burn, measured over an hour: a rate of 1 uses up a budget in exactly 30 days. Alarms also use a window of six hours.';
  const burning = settings.objectives.flatMap((objective, index) =>
    objectiveKinds
      .filter((kind) => hasPart(objective, kind))
      .map((kind) => burnRateMetric(traffic, objective, kind, Duration.hours(1), `${kind}${index}`)),
  );
  if (burning.length === 0) return { title, text, rows: [] };
  const annotations = burnRates.map(({ name, rate }) => ({ value: rate, label: name, color: Color.RED }));
  const unit = 'budgets in 30 days';
  return {
    title,
    text,
    rows: [
      [createGraph({ title: 'Burn rates', metrics: burning, unit, width: dashboardWidth, annotations })],
    ],
  };
}
