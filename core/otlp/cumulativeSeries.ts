import type { MetricName } from '../metrics/definitions.ts';
import { type AttributeSet, overflowAttribute } from './attributeSets.ts';
import { ExponentialHistogram } from './exponentialHistogram.ts';
import { type EncodedAttributes, encodeAttributes, type Metric, type Point } from './exportRequest.ts';
import type { MetricPoints } from './points.ts';

interface Series {
  readonly attributes: EncodedAttributes;
  readonly values: Map<MetricName, number | ExponentialHistogram>;
}

/**
 * Totals since the start of the process, by metric and attributes. They are stored in memory, which can be lost at any
 * time. The totals of the next process then start at zero, with another `service.instance.id`.
 */
export class CumulativeSeries {
  readonly #start: bigint;
  readonly #maxSets: number;
  readonly #byAttributes = new Map<string, Series>();

  /** @param start epoch nanoseconds */
  constructor(start: bigint, maxSets: number) {
    this.#start = start;
    this.#maxSets = maxSets;
  }

  /** Adds points and returns the totals of the changed series. @param time time of the totals, epoch nanoseconds */
  add(points: readonly MetricPoints[], sets: readonly AttributeSet[], time: bigint): Metric[] {
    const series = sets.map(({ attributes }) => this.#find(attributes));
    return points.map(({ name, points: ofMetric }) => {
      const changed = new Set<Series>();
      for (const [set, value] of ofMetric) {
        addTo(series[set].values, name, value);
        changed.add(series[set]);
      }
      return {
        name,
        points: [...changed].map(
          ({ attributes, values }): Point => ({
            start: this.#start,
            time,
            attributes,
            value: values.get(name) as Point['value'],
          }),
        ),
      };
    });
  }

  #find(attributes: AttributeSet['attributes']): Series {
    const key = JSON.stringify(attributes);
    const known = this.#byAttributes.get(key);
    if (known !== undefined) return known;
    const overflow = [[overflowAttribute, 'true']] as const;
    const isFull = this.#byAttributes.size >= this.#maxSets && key !== JSON.stringify(overflow);
    if (isFull) return this.#find(overflow);
    const made = { attributes: encodeAttributes(attributes), values: new Map() };
    this.#byAttributes.set(key, made);
    return made;
  }
}

function addTo(
  values: Map<MetricName, number | ExponentialHistogram>,
  name: MetricName,
  value: number | ExponentialHistogram,
): void {
  const before = values.get(name);
  if (typeof value === 'number') {
    values.set(name, ((before as number | undefined) ?? 0) + value);
    return;
  }
  const total = (before as ExponentialHistogram | undefined) ?? new ExponentialHistogram();
  total.merge(value);
  values.set(name, total);
}
