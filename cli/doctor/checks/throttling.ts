import { type Check, lastMinutes, showCount, streamMetricSource, sumOf } from '../check.ts';
import { ok, wrong } from '../finding.ts';

const subject = 'throttling';
const hours = 24;

/** Checks whether the stream throttled records. CloudFront doesn't send them again. */
export const throttling: Check = {
  subject,
  async run(context) {
    const values = await context.calls.metric({
      ...streamMetricSource(context),
      name: 'WriteProvisionedThroughputExceeded',
      statistic: 'Sum',
      ...lastMinutes(context.now, hours * 60),
    });
    const throttled = sumOf(values);
    if (throttled === 0) return [ok(subject, `the stream throttled no records in the last ${hours} hours`)];
    return [
      wrong(
        subject,
        `the stream throttled ${showCount(throttled, 'record')} in the last ${hours} hours, which are lost`,
        'add shards: deploy with a larger requestsPerSecond or headroom, or with capacity on-demand',
      ),
    ];
  },
};
