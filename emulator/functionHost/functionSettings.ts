import { dirname } from 'node:path';

/** Settings of the function that a host runs. */
export interface FunctionSettings {
  /** Path of the bundle. Its folder is the function's asset. */
  readonly bundleFile: string;
  /** Configured environment variables of the function. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** Name of the function. @default 'local' */
  readonly functionName?: string | undefined;
  /** Timeout of an invocation, in seconds. @default 60 */
  readonly timeoutSeconds?: number | undefined;
  /** Memory of an execution environment in MB. @default 1769, which is one vCPU */
  readonly memoryMegabytes?: number | undefined;
  /** Region of the function. @default us-east-1 */
  readonly region?: string | undefined;
}

/** All settings, with defaults for those that aren't set. */
export type CompleteFunctionSettings = {
  readonly [Name in keyof FunctionSettings]-?: NonNullable<FunctionSettings[Name]>;
};

/** Adds defaults for settings that aren't set. */
export function completeFunctionSettings(settings: FunctionSettings): CompleteFunctionSettings {
  return {
    bundleFile: settings.bundleFile,
    environment: settings.environment ?? {},
    functionName: settings.functionName ?? 'local',
    timeoutSeconds: settings.timeoutSeconds ?? 60,
    memoryMegabytes: settings.memoryMegabytes ?? 1769,
    region: settings.region ?? 'us-east-1',
  };
}

/** Returns the function's ARN, in a nonexistent account. */
export function functionArnOf({ region, functionName }: CompleteFunctionSettings): string {
  return `arn:aws:lambda:${region}:000000000000:function:${functionName}`;
}

/**
 * Returns all environment variables of the function's process. Of this machine's variables, it only contains
 * PATH.
 */
export function processEnvironment(
  settings: CompleteFunctionSettings,
  runtimeApi: string,
): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    TZ: ':UTC',
    AWS_REGION: settings.region,
    AWS_DEFAULT_REGION: settings.region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: settings.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.memoryMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${settings.functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    LAMBDA_TASK_ROOT: dirname(settings.bundleFile),
    _HANDLER: 'index.handler',
    ...settings.environment,
  };
}
