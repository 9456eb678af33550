/** The settings of the attachment function. */
export interface AttachmentSettings {
  readonly lakeBucket: string;
}

/**
 * Reads the settings from the environment.
 *
 * @throws Error if one is missing
 */
export function readSettings(environment: NodeJS.ProcessEnv): AttachmentSettings {
  const lakeBucket = environment['LAKE_BUCKET'];
  if (!lakeBucket) throw new Error('LAKE_BUCKET: expected the name of the bucket of the lake, got nothing.');
  return { lakeBucket };
}
