/** The program and its version, as Parquet files name their writer. */
export const createdBy = 'cloudfront-realtime-logs version 0.1.0';
