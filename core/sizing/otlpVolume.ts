import { type Arrivals, invocationsPerSecond } from './batches.ts';
import { hoursOfMonth, prices } from './prices.ts';

const gigabyte = 1_000_000_000;
const secondsOfMonth = hoursOfMonth * 3600;

/** Bytes of a data point without attributes, and for each attribute. Measured; docs/opentelemetry.md has the figures. */
const bytesOfPoint = 130;
const bytesOfAttribute = 37;

/** What the volume of OpenTelemetry metrics follows from. */
export interface OtlpTraffic extends Arrivals {
  /** Attribute sets with requests in a batch: combinations of values, such as behavior, status, and result. */
  readonly attributeSets: number;
  readonly attributes: number;
  readonly metrics: number;
}

/** What OpenTelemetry metrics are billed by. */
export interface OtlpVolume {
  readonly gigabytesOfMonth: number;
  /** Price of a GB at which they cost what the classic metrics cost, in dollars. */
  readonly breakEvenDollars: number;
}

/**
 * Estimates the bytes of OpenTelemetry metrics a month, as CloudWatch bills them: uncompressed, by data point
 * (CloudWatch user guide, 'OTel metrics pricing and storage', November 2026). The price of a GB is not on that page.
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
