/** What the layouts function is told of where it runs. */
export interface LayoutsSettings {
  readonly lakeBucket: string;
}

/**
 * Reads the settings of the environment, and nothing else does.
 *
 * @throws Error where one is missing
 */
export function readSettings(environment: NodeJS.ProcessEnv): LayoutsSettings {
  const lakeBucket = environment['LAKE_BUCKET'];
  if (!lakeBucket) throw new Error('LAKE_BUCKET: expected the name of the bucket of the lake, got nothing.');
  return { lakeBucket };
}
