import { localRegion } from './account.ts';
import { credentialVariables } from './credentials.ts';
import type { HostedInvocation } from './functionHost/executionEnvironment.ts';
import { FunctionHost, type FunctionHostOptions } from './functionHost/functionHost.ts';
import { type InvocationMeasurement, measureInvocations } from './measureInvocations.ts';

/** Options of {@link hostFunction}. The function runs in the local region. */
export interface HostedFunctionOptions
  extends Omit<FunctionHostOptions, 'region' | 'functionName'>,
    InvocationMeasurement {
  readonly s3Url: string;
  /** Environment with the credentials. @default process.env */
  readonly credentials?: NodeJS.ProcessEnv | undefined;
}

/** A function of the pipeline in its host. */
export interface HostedFunction {
  readonly host: FunctionHost;
  /** Invokes the function. Each invocation adds the metrics that Lambda publishes. */
  readonly invoke: (event: string) => Promise<HostedInvocation>;
}

/** Creates the host of a function with the settings that all functions of the pipeline share. */
export function hostFunction(options: HostedFunctionOptions): HostedFunction {
  const { s3Url, credentials = process.env, serviceMetrics, now, environment, ...settings } = options;
  const host = new FunctionHost({
    ...settings,
    region: localRegion,
    environment: {
      ...credentialVariables(credentials),
      ...environment,
      AWS_LAMBDA_LOG_FORMAT: 'JSON',
      AWS_ENDPOINT_URL_S3: s3Url,
    },
  });
  const invoke = measureInvocations((event) => host.invoke(event), {
    functionName: settings.functionName,
    serviceMetrics,
    now,
  });
  return { host, invoke };
}
