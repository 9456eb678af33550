import type { Alarm, Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { CfnEventSourceMapping, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Compaction } from '../compaction/compaction.ts';
import { makeDestinationAlarms, type WatchedDestination } from '../destinations/destinationAlarms.ts';
import type { PipelineAlarms } from '../props/pipelineAlarms.ts';
import type { PipelineSettings } from '../settings/pipelineSettings.ts';
import { makeAlarms } from './alarms/makeAlarms.ts';
import { pipelineAlarms } from './alarms/pipelineAlarms.ts';
import { makeAlarmTopic } from './alarmTopic.ts';
import { dashboardRows, makeDashboard, type PipelineDashboardProps } from './dashboard/dashboard.ts';
import { CompactionMetrics } from './metrics/compactionMetrics.ts';
import { ConsumerMetrics } from './metrics/consumerMetrics.ts';
import { HealthMetrics } from './metrics/healthMetrics.ts';
import { StreamMetrics } from './metrics/streamMetrics.ts';
import { TrafficMetrics } from './metrics/trafficMetrics.ts';
import { makeObjectiveAlarms } from './objectives/makeObjectiveAlarms.ts';
import type { PipelineMetrics } from './pipelineMetrics.ts';

/** Properties of `Monitoring`. */
export interface MonitoringProps {
  readonly settings: PipelineSettings;
  readonly stream: IStream;
  readonly consumer: IFunction;
  readonly mapping: CfnEventSourceMapping;
  readonly compaction: Compaction;
  /** The destinations other than the lake. */
  readonly destinations: readonly WatchedDestination[];
}

/** The alarms, their topic, and the dashboard. */
export class Monitoring extends Construct {
  /** Topic that receives the alarms; undefined if there are no alarms. */
  readonly topic: ITopic | undefined;
  readonly alarms: readonly Alarm[];
  /** The alarms of the whole pipeline, by name. */
  readonly alarmsByName: PipelineAlarms;
  readonly metrics: PipelineMetrics;
  readonly #dashboardProps: PipelineDashboardProps;
  /** Undefined if the dashboard is turned off. */
  readonly dashboard: Dashboard | undefined;

  constructor(
    scope: Construct,
    id: string,
    { settings, stream, consumer, mapping, compaction, destinations }: MonitoringProps,
  ) {
    super(scope, id);
    const metrics: PipelineMetrics = {
      stream: new StreamMetrics(stream),
      consumer: new ConsumerMetrics(consumer, mapping),
      health: new HealthMetrics(settings.name),
      compaction: new CompactionMetrics(settings.name, compaction.stateMachine),
      traffic: new TrafficMetrics(settings.metricNamespace),
    };
    this.metrics = metrics;
    const alarms = pipelineAlarms(settings, metrics);
    this.topic = alarms.length === 0 ? undefined : makeAlarmTopic(this, 'AlarmTopic', settings);
    this.alarms = this.topic ? makeAlarms(this, alarms, { settings, topic: this.topic }) : [];
    const ofPipeline = alarms.flatMap(({ name, subject }, place) =>
      subject === undefined && this.alarms[place] !== undefined ? [[name, this.alarms[place]]] : [],
    );
    this.alarmsByName = Object.fromEntries(ofPipeline);
    const ofObjectives = this.topic
      ? makeObjectiveAlarms(this, { settings, traffic: metrics.traffic, topic: this.topic })
      : [];
    const { topic } = this;
    const ofDestinations = destinations.flatMap(({ scope: own, name, alarms: planned }) =>
      topic === undefined ? [] : makeDestinationAlarms(own, name, planned, { settings, topic }),
    );
    this.#dashboardProps = {
      settings,
      metrics,
      alarms: [...this.alarms, ...ofObjectives, ...ofDestinations],
      destinations,
    };
    this.dashboard = settings.dashboard ? makeDashboard(this, 'Dashboard', this.#dashboardProps) : undefined;
  }

  /** Adds the graphs and the alarms to another dashboard. */
  addWidgets(dashboard: Dashboard): void {
    for (const row of dashboardRows(this.#dashboardProps)) dashboard.addWidgets(...row);
  }
}
