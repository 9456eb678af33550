import type { CompactionMetrics } from './metrics/compactionMetrics.ts';
import type { ConsumerMetrics } from './metrics/consumerMetrics.ts';
import type { HealthMetrics } from './metrics/healthMetrics.ts';
import type { StreamMetrics } from './metrics/streamMetrics.ts';
import type { TrafficMetrics } from './metrics/trafficMetrics.ts';

/** All metrics that alarms and widgets use. */
export interface PipelineMetrics {
  readonly stream: StreamMetrics;
  readonly consumer: ConsumerMetrics;
  readonly health: HealthMetrics;
  readonly traffic: TrafficMetrics;
  readonly compaction: CompactionMetrics;
}
