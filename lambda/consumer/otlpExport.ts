import { randomUUID } from 'node:crypto';
import type { ConsumerSettings } from '../../core/consumerSettings.ts';
import { OtlpMetrics } from '../../core/otlp/otlpMetrics.ts';
import type { Clients } from './clients.ts';
import { otlpTarget } from './otlpTarget.ts';
import type { MetricsOutcome } from './putMetrics.ts';
import { type OtlpTarget, sendOtlp } from './sendOtlp.ts';

/** One process's export of metrics with OTLP. */
export interface OtlpExport {
  readonly metrics: OtlpMetrics;
  send(requests: readonly Uint8Array[], signal: AbortSignal): Promise<MetricsOutcome>;
}

/** Creates the export from the settings; undefined if it is not configured. */
export function createOtlpExport(
  { metricExport, pipelineName, samplingRate, additionalMetrics: additional }: ConsumerSettings,
  { cloudWatch, secrets }: Pick<Clients, 'cloudWatch' | 'secrets'>,
): OtlpExport | undefined {
  if (metricExport === undefined) return undefined;
  const { attributes, valueLimit, setLimit, temporality } = metricExport;
  const resource = { 'service.name': pipelineName };
  const metrics = new OtlpMetrics(
    {
      attributes,
      valueLimit,
      setLimit,
      temporality,
      samplingRate,
      additional,
      resource,
      instance: randomUUID(),
    },
    Date.now(),
  );
  let target: OtlpTarget | undefined;
  return {
    metrics,
    async send(requests, signal) {
      try {
        target ??= otlpTarget(metricExport, {
          region: await cloudWatch.config.region(),
          credentials: cloudWatch.config.credentials,
          secrets,
        });
        return await sendOtlp(target, requests, signal);
      } catch (error) {
        return { lost: requests.length, reason: String(error) };
      }
    },
  };
}
