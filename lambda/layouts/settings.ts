/** The settings of the layouts function. */
export interface LayoutsSettings {
  readonly lakeBucket: string;
}

/**
 * Reads the settings from the environment.
 *
 * @throws Error if one is missing
 */
export function readSettings(environment: NodeJS.ProcessEnv): LayoutsSettings {
  const lakeBucket = environment['LAKE_BUCKET'];
  if (!lakeBucket) throw new Error('LAKE_BUCKET: expected the name of the bucket of the lake, got nothing.');
  return { lakeBucket };
}
