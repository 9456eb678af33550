import {
  type Check,
  type CheckContext,
  consumerMetricSource,
  lastMinutes,
  showCount,
  sumOf,
} from '../check.ts';
import { type Finding, ok, wrong } from '../finding.ts';

const subject = 'consumer';
const hours = 3;

/** Checks whether the consumer fails or is throttled. */
export const consumerErrors: Check = {
  subject,
  async run(context) {
    const [errors, throttles, { LoggingConfig }] = await Promise.all([
      count(context, 'Errors'),
      count(context, 'Throttles'),
      context.calls.consumer(),
    ]);
    const findings: Finding[] = [];
    if (errors > 0) {
      findings.push(
        wrong(
          subject,
          `${showCount(errors, 'invocation')} failed in the last ${hours} hours; their batches are retried`,
          `read the errors: aws logs tail ${LoggingConfig?.LogGroup} --since ${hours}h --filter-pattern ERROR`,
        ),
      );
    }
    if (throttles > 0) {
      findings.push(
        wrong(
          subject,
          `${showCount(throttles, 'invocation')} were throttled in the last ${hours} hours, because Lambda had no concurrency left`,
          "request a higher quota for Lambda 'Concurrent executions' in Service Quotas: the consumer needs one per shard",
        ),
      );
    }
    if (findings.length > 0) return findings;
    return [ok(subject, `no invocation failed or was throttled in the last ${hours} hours`)];
  },
};

async function count(context: CheckContext, name: string): Promise<number> {
  const request = { ...consumerMetricSource(context), name, statistic: 'Sum' as const };
  return sumOf(await context.calls.metric({ ...request, ...lastMinutes(context.now, hours * 60) }));
}
