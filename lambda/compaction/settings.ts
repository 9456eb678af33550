import type { Environment } from '../../core/variables.ts';

/** The settings of the compaction function. */
export interface CompactionFunctionSettings {
  readonly pipelineName: string;
  readonly lakeBucket: string;
  /** The Glue database. */
  readonly database: string;
  /** Days to keep compacted rows. */
  readonly retentionDays: number;
  /** Whether hours are merged. */
  readonly isOn: boolean;
}

/**
 * Reads the settings from the environment variables.
 *
 * @throws Error with the first variable that is missing or not valid
 */
export function readSettings(environment: Environment): CompactionFunctionSettings {
  const retentionDays = Number(readRequired(environment, 'RETENTION_DAYS', 'a number of days'));
  if (!Number.isInteger(retentionDays) || retentionDays < 1)
    throw new Error(
      `RETENTION_DAYS: expected a whole number of days, got '${environment['RETENTION_DAYS']}'.`,
    );
  return {
    pipelineName: readRequired(environment, 'PIPELINE_NAME', 'the name of the pipeline'),
    lakeBucket: readRequired(environment, 'LAKE_BUCKET', "the name of the lake's bucket"),
    database: readRequired(environment, 'DATABASE', 'the name of the Glue database'),
    retentionDays,
    isOn: environment['COMPACTION'] !== 'false',
  };
}

function readRequired(environment: Environment, name: string, expected: string): string {
  const value = environment[name];
  if (!value) throw new Error(`${name}: expected ${expected}, got nothing.`);
  return value;
}
