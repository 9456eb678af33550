import type { LocalAccount } from './account.ts';
import { lastProcessingResult } from './endpoints/lambda.ts';
import { readEmbeddedMetrics } from './functionHost/embeddedMetrics.ts';
import type { HostedInvocation } from './functionHost/executionEnvironment.ts';
import type { FunctionHost, FunctionHostOptions } from './functionHost/functionHost.ts';
import { type HostedFunction, hostFunction } from './hostedFunction.ts';
import type { ServiceEndpoints } from './serviceEndpoints.ts';
import type { ServiceMetrics } from './serviceMetrics.ts';

/** Options of the consumer of a local pipeline. */
export interface LocalConsumerOptions {
  /** Path of the consumer's bundle. */
  readonly bundleFile: string;
  /** Limits of the consumer. @default as deployed: 60 s, 1769 MB */
  readonly function?:
    | Pick<FunctionHostOptions, 'timeoutSeconds' | 'memoryMegabytes' | 'maximumConcurrency'>
    | undefined;
  /** Called with each line that the consumer logs. @default lines are dropped */
  readonly onLogLine?: ((line: string) => void) | undefined;
  /** Called with the consumer's error as JSON when an invocation fails. @default errors are dropped */
  readonly onFunctionError?: ((payload: string) => void) | undefined;
  /** Called when the consumer is invoked. @default none */
  readonly onInvoke?: (() => void) | undefined;
  /** Environment with the credentials. @default process.env */
  readonly environment?: NodeJS.ProcessEnv | undefined;
  /** Clock of the stream, in epoch milliseconds. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/** Parts of the pipeline that the consumer uses. */
interface ConsumerSurroundings {
  readonly account: LocalAccount;
  readonly endpoints: ServiceEndpoints;
  readonly serviceMetrics: ServiceMetrics;
}

/** The bundled consumer of a local pipeline. */
export class LocalConsumer {
  readonly #options: LocalConsumerOptions;
  readonly #function: HostedFunction;
  #lastResult: string | undefined;

  constructor(options: LocalConsumerOptions, { account, endpoints, serviceMetrics }: ConsumerSurroundings) {
    this.#options = options;
    this.#function = hostFunction({
      ...options.function,
      bundleFile: options.bundleFile,
      functionName: account.consumerName,
      credentials: options.environment,
      s3Url: endpoints.s3Url,
      environment: {
        ...account.consumerEnvironment,
        AWS_ENDPOINT_URL_CLOUDWATCH: endpoints.cloudWatchUrl,
      },
      onLogLine(line) {
        keepEmbeddedMetrics(endpoints, line, options.now);
        options.onLogLine?.(line);
      },
      serviceMetrics,
      now: options.now,
    });
  }

  get host(): FunctionHost {
    return this.#function.host;
  }

  /** Result of the last batch as an event source mapping reports it; undefined before the first batch. */
  get lastResult(): string | undefined {
    return this.#lastResult;
  }

  /** Invokes the consumer with an event, like the event source. */
  async invoke(event: string): Promise<HostedInvocation> {
    const { onInvoke, onFunctionError } = this.#options;
    const invoked = this.#function.invoke(event);
    onInvoke?.();
    const result = await invoked;
    this.#lastResult = lastProcessingResult(result);
    if (result.functionError) onFunctionError?.(result.payload);
    return result;
  }
}

/** Stores the metrics of a log line together with those of PutMetricData, as CloudWatch does. */
function keepEmbeddedMetrics({ metrics }: ServiceEndpoints, line: string, now?: () => number): void {
  for (const { namespace, data } of readEmbeddedMetrics(line)) {
    for (const datum of data) {
      // If the pipeline has its own clock, the timestamps of the function's process don't apply.
      const { Timestamp: _, ...timeless } = datum;
      metrics.add(namespace, now ? timeless : datum, (now ?? Date.now)() / 1000);
    }
  }
}
