/** An object to put into the lake's bucket. */
export interface LakeObject {
  readonly key: string;
  readonly body: Buffer;
  readonly contentType: string;
  /** Number of rows of a Parquet file, or of entries of a quarantine file. */
  readonly records: number;
}
