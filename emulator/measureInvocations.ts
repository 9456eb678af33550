import type { InvocationResult } from './eventSource/invocation.ts';
import type { ServiceMetrics } from './serviceMetrics.ts';

/** Options of {@link measureInvocations}. */
export interface InvocationMeasurement {
  readonly functionName: string;
  /** Receives the metrics. Default: invocations are not measured. */
  readonly serviceMetrics: ServiceMetrics | undefined;
  /**
   * Returns the current time in epoch milliseconds, on the same clock as the records' arrival. @default
   * Date.now
   */
  readonly now?: (() => number) | undefined;
}

/** Wraps the invocation of a function, so that each invocation adds the metrics that Lambda publishes. */
export function measureInvocations<Result extends InvocationResult>(
  invoke: (event: string) => Promise<Result>,
  { functionName, serviceMetrics, now }: InvocationMeasurement,
): (event: string) => Promise<Result> {
  if (serviceMetrics === undefined) return invoke;
  const clock = now ?? (() => performance.now());
  return async (event) => {
    const startedAt = clock();
    const arrivedAt = newestArrivalIn(event);
    const age = arrivedAt === undefined ? undefined : Math.max(0, (now ?? Date.now)() - arrivedAt);
    const note = (failed: boolean, throttled: boolean) =>
      serviceMetrics.noteInvocation({
        functionName,
        milliseconds: clock() - startedAt,
        failed,
        throttled,
        age,
      });
    const result = await invoke(event).catch((error) => {
      note(true, /TooManyRequests/.test(error.message));
      throw error;
    });
    note(result.functionError !== undefined, false);
    return result;
  };
}

/** Returns when the newest record of an event arrived, in epoch milliseconds. */
function newestArrivalIn(event: string): number | undefined {
  const at = event.lastIndexOf('"approximateArrivalTimestamp":');
  const seconds = Number(/[\d.]+/.exec(event.slice(at + 30, at + 60))?.[0]);
  return at < 0 || Number.isNaN(seconds) ? undefined : seconds * 1000;
}
