/** Environment variables that pass credentials to the function's process. */
const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'] as const;

/** Credentials as environment variables. */
export type CredentialVariables = Partial<Record<(typeof names)[number], string>>;

/**
 * Returns the credentials in the environment, which endpoints elsewhere need. Without any, returns
 * credentials that local endpoints accept.
 */
export function credentialVariables(environment: NodeJS.ProcessEnv): CredentialVariables {
  if (!environment['AWS_ACCESS_KEY_ID'])
    return { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
  return Object.fromEntries(names.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));
}

/** Converts the variables to credentials for SDK clients. */
export function toCredentials(variables: CredentialVariables) {
  const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN: sessionToken } = variables;
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(sessionToken !== undefined && { sessionToken }),
  };
}
