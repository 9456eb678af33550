import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  type IAlarm,
  type IWidget,
  PeriodOverride,
  TextWidget,
  TextWidgetBackground,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { metricsOf } from '../../../core/metrics/definitions.ts';
import { trafficSections } from '../../../core/metrics/trafficPanels.ts';
import type { WatchedDestination } from '../../destinations/destinationAlarms.ts';
import type { PipelineSettings } from '../../settings/pipelineSettings.ts';
import { hasTraffic } from '../alarms/pipelineAlarms.ts';
import type { PipelineMetrics } from '../pipelineMetrics.ts';
import { accountSection } from './accountSection.ts';
import { compactionSection } from './compactionSection.ts';
import { consumerSection } from './consumerSection.ts';
import { costSection } from './costSection.ts';
import { deliverySection } from './deliverySection.ts';
import { destinationsSection } from './destinationsSection.ts';
import { dashboardWidth, splitIntoGroups } from './graph.ts';
import { objectivesSection } from './objectivesSection.ts';
import type { Section, SectionProps } from './section.ts';
import { trafficSection } from './trafficSection.ts';

/** Maximum number of alarms in a widget (CloudWatch user guide, 'Add an alarm widget', November 2026). */
const alarmsOfWidget = 100;

/** Content of a dashboard. */
export interface PipelineDashboardProps {
  readonly settings: PipelineSettings;
  readonly metrics: PipelineMetrics;
  readonly alarms: readonly IAlarm[];
  readonly destinations: readonly WatchedDestination[];
}

/**
 * Creates the dashboard. Its sections are in the order of an operator's questions: What is wrong? How much traffic is
 * there? Do requests succeed? Does the cache help? How long do viewers wait? How is playback? Is the pipeline healthy?
 */
export function makeDashboard(scope: Construct, id: string, props: PipelineDashboardProps): Dashboard {
  return new Dashboard(scope, id, {
    dashboardName: props.settings.name,
    defaultInterval: Duration.hours(3),
    // Rates divide a minute's count by a minute, so a long time range must not lengthen the periods.
    periodOverride: PeriodOverride.INHERIT,
    widgets: dashboardRows(props),
  });
}

/** Returns the rows of the dashboard. */
export function dashboardRows({
  settings,
  metrics,
  alarms,
  destinations,
}: PipelineDashboardProps): IWidget[][] {
  const logged = new Set(metricsOf(settings.fieldNames, settings.additionalMetrics).map(({ name }) => name));
  const props: SectionProps = {
    settings,
    metrics,
    has: (name) => hasTraffic(settings.fieldNames) && logged.has(name),
  };
  const sections = [
    objectivesSection(props),
    ...namesOf(trafficSections).map((name) => trafficSection(name, props)),
    deliverySection(props),
    consumerSection(props),
    compactionSection(props),
    destinationsSection(destinations),
    accountSection(props),
    costSection(props),
  ];
  return [...alarmRows(alarms, settings), ...sections.flatMap(rowsOf)];
}

function namesOf<T extends object>(sections: T) {
  return Object.keys(sections) as (keyof T)[];
}

function alarmRows(alarms: readonly IAlarm[], { runbookUrl }: PipelineSettings): IWidget[][] {
  if (alarms.length === 0) return [];
  return [
    [heading('Alarms', `What to do about each: ${runbookUrl}#when-an-alarm-fires`)],
    ...splitIntoGroups(alarms, alarmsOfWidget).map((group) => [
      new AlarmStatusWidget({
        title: 'Alarms',
        alarms: [...group],
        width: dashboardWidth,
        height: 2 + Math.ceil(group.length / 4),
      }),
    ]),
  ];
}

function rowsOf({ title, text, rows }: Section): IWidget[][] {
  const filled = rows.filter((row) => row.length > 0).map((row) => [...row]);
  return filled.length === 0 ? [] : [[heading(title, text)], ...filled];
}

function heading(title: string, text: string): IWidget {
  return new TextWidget({
    markdown: `## ${title}\n${text}`,
    width: dashboardWidth,
    height: 2,
    background: TextWidgetBackground.TRANSPARENT,
  });
}
