import type { RecordValue } from '../../core/records/recordReader.ts';

/** The record of a request, wherever it was found. */
export interface FoundRequest {
  /** Where it was found, as text after 'Found in'. */
  readonly place: string;
  /** Values by the names of fields, in CloudFront's order. */
  readonly values: ReadonlyMap<string, RecordValue>;
  /** Values that don't fit the type of their field, as `name=value`. */
  readonly malformedValues: string | null;
  /** How often it was found: redelivery can leave copies. */
  readonly copies: number;
}
