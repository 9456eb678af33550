import { type Check, lastMinutes, ofStream, showCount, sumOf } from '../check.ts';
import { ok, wrong } from '../finding.ts';

const subject = 'throttling';
const hours = 24;

/** Checks whether the stream refused records, which CloudFront doesn't send again. */
export const throttling: Check = {
  subject,
  async run(context) {
    const values = await context.calls.metric({
      ...ofStream(context),
      name: 'WriteProvisionedThroughputExceeded',
      statistic: 'Sum',
      ...lastMinutes(context.now, hours * 60),
    });
    const refused = sumOf(values);
    if (refused === 0) return [ok(subject, `the stream refused no records in the last ${hours} hours`)];
    return [
      wrong(
        subject,
        `the stream refused ${showCount(refused, 'record')} in the last ${hours} hours; they are lost`,
        'add shards: deploy with a larger requestsPerSecond or headroom, or with capacity on-demand',
      ),
    ];
  },
};
