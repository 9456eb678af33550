/** An object to put into the lake's bucket. */
export interface LakeObject {
  readonly key: string;
  readonly body: Buffer;
  readonly contentType: string;
  /** Rows of a Parquet file, entries of a quarantine file. */
  readonly records: number;
}
