/** The program and its version, for the writer's name in Parquet files. */
export const createdBy = 'cloudfront-realtime-logs version 0.1.0';
