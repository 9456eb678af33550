import { type Arrivals, invocationsPerSecond } from './batches.ts';
import { hoursOfMonth, prices } from './prices.ts';

const gigabyte = 1_000_000_000;
const secondsOfMonth = hoursOfMonth * 3600;

/** Bytes of a data point without attributes, and bytes per attribute. Measured, see docs/opentelemetry.md. */
const bytesOfPoint = 130;
const bytesOfAttribute = 37;

/** Input for the volume of OpenTelemetry metrics. */
export interface OtlpTraffic extends Arrivals {
  /** Attribute sets with requests in a batch: combinations of values, such as behavior, status, and result. */
  readonly attributeSets: number;
  readonly attributes: number;
  readonly metrics: number;
}

/** Billed volume of OpenTelemetry metrics. */
export interface OtlpVolume {
  readonly gigabytesOfMonth: number;
  /** Price per GB at which they cost as much as the classic metrics, in dollars. */
  readonly breakEvenDollars: number;
}

/**
 * Estimates the volume of OpenTelemetry metrics per month as CloudWatch bills it: uncompressed, by data point
 * (CloudWatch user guide, 'OTel metrics pricing and storage', November 2026). That page doesn't contain the price per
 * GB.
 *
 * @param classicSeries distributions and cache behaviors with classic metrics, to compare with
 */
export function otlpVolume(traffic: OtlpTraffic, classicSeries: number): OtlpVolume {
  const { attributeSets, attributes, metrics } = traffic;
  const batches = invocationsPerSecond(traffic) * secondsOfMonth;
  const bytes = batches * attributeSets * metrics * (bytesOfPoint + attributes * bytesOfAttribute);
  const classicDollars = classicSeries * metrics * prices.customMetricMonth.dollars;
  const gigabytesOfMonth = bytes / gigabyte;
  return {
    gigabytesOfMonth,
    breakEvenDollars: gigabytesOfMonth === 0 ? 0 : classicDollars / gigabytesOfMonth,
  };
}
