import type { RecordValue } from '../../core/records/recordReader.ts';

/** The record of a found request. */
export interface FoundRequest {
  /** Where the record was found. Completes the phrase 'Found in …'. */
  readonly place: string;
  /** Values by field name, in CloudFront's order. */
  readonly values: ReadonlyMap<string, RecordValue>;
  /** Values that don't parse as their field's type, as `name=value`. */
  readonly malformedValues: string | null;
  /** Number of copies. Redelivery can cause several. */
  readonly copies: number;
}
