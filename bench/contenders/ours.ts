import { expectedLayouts } from '../../core/layouts/layout.ts';
import { SeriesLimit } from '../../core/metrics/seriesLimit.ts';
import { type KinesisEvent, readEvent } from '../../core/records/event.ts';
import { RecordBatch } from '../../core/records/recordBatch.ts';
import { defaultSensitivityPolicy } from '../../core/sensitivity/policy.ts';
import { Transform, type TransformResult } from '../../core/transform.ts';
import { now } from '../traffic/event.ts';
import type { Contender } from './contender.ts';

/** Default maximum of metric series. */
export const seriesLimit = 50;

/** The consumer's conversion, with all features that are on by default. */
export class Ours implements Contender {
  readonly name = 'this project';
  readonly makes = 'same values';
  readonly #batch = new RecordBatch();
  readonly #transform: Transform;

  /** @param options `metrics`: whether to calculate metrics, too. Default true. */
  constructor(fields: readonly string[], { metrics = true }: { readonly metrics?: boolean } = {}) {
    this.#transform = new Transform({
      layouts: expectedLayouts(fields),
      policy: defaultSensitivityPolicy,
      compression: 'zstd',
      metrics: metrics ? { limit: new SeriesLimit(seriesLimit), samplingRate: 100 } : undefined,
    });
  }

  run(eventJson: string): Uint8Array {
    const { objects } = this.transform(eventJson);
    if (objects.length !== 1)
      throw new Error(`expected one file of the event, got ${objects.length} objects`);
    return objects[0].body;
  }

  /** Returns all results of an event. */
  transform(eventJson: string): TransformResult {
    readEvent(JSON.parse(eventJson) as KinesisEvent, this.#batch);
    const result = this.#transform.transform(this.#batch, now);
    this.#batch.reset('');
    return result;
  }
}
