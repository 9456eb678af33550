import { defaultFields } from '../../core/fields/defaultFields.ts';
import { metricsOf } from '../../core/metrics/definitions.ts';
import { type Estimate, estimatePipeline } from '../../core/sizing/estimate.ts';
import { typicalRecordBytes } from '../../core/sizing/recordBytes.ts';
import { options } from '../../lib/settings/options.ts';

/** Estimate for a pipeline with all defaults: one distribution with one cache behavior, and a constant rate. */
export function estimateOfDefaults(requestsPerSecond: number, samplingRate = 100): Estimate {
  return estimatePipeline({
    requestsPerSecond,
    averageRequestsPerSecond: requestsPerSecond,
    samplingRate,
    recordBytes: typicalRecordBytes(defaultFields),
    headroom: 0,
    currentShards: undefined,
    batchWindowSeconds: options.batchWindowSeconds.default,
    memoryMegabytes: options.memoryMegabytes.default,
    metricSeries: 2,
    metricsOfSeries: metricsOf(defaultFields).length,
  });
}
