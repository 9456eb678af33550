import type { FacetName } from '../../core/insight/facets.ts';
import type { FacetCodes } from '../../core/insight/rowSource.ts';

/** Requests into which causes are planted. */
export interface Requests {
  readonly rows: number;
  /** Time of each request, seconds from the first one. */
  readonly times: Float64Array;
  readonly facets: ReadonlyMap<FacetName, FacetCodes>;
  /** Part that each request is in, if not by its time. */
  readonly parts?: Uint8Array;
  /** Errors as they happened, 1 or 0; without them they are drawn by their chances. */
  readonly errors?: Float64Array;
  /** Chance of an error of each request, without a cause. */
  readonly errorRates: Float64Array;
  /** Seconds that each request takes, without a cause. */
  readonly latencies: Float64Array;
}
