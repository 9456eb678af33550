import type { FacetName } from '../../core/insight/facets/facets.ts';
import type { FacetCodes } from '../../core/insight/sources/rowSource.ts';

/** Requests into which causes are planted. */
export interface Requests {
  readonly rows: number;
  /** Time of each request, in seconds after the first one. */
  readonly times: Float64Array;
  readonly facets: ReadonlyMap<FacetName, FacetCodes>;
  /** Part of each request; undefined if the parts follow from the times. */
  readonly parts?: Uint8Array;
  /** Session of each request, whose requests depend on each other; undefined if all requests are independent. */
  readonly sessions?: Int32Array;
  /** Whether the first part is a set of requests, which is compared with the others. @default false */
  readonly isSet?: boolean;
  /** Actual errors, 1 or 0; undefined if errors are drawn with their probabilities. */
  readonly errors?: Float64Array;
  /** Probability of an error for each request, without a cause. */
  readonly errorRates: Float64Array;
  /** Duration of each request in seconds, without a cause. */
  readonly latencies: Float64Array;
}
