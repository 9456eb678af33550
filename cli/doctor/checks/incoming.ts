import { type Check, lastMinutes, showCount, streamMetricSource, sumOf } from '../check.ts';
import { ok, skipped, wrong } from '../finding.ts';

const subject = 'records';
const hours = 3;

/** Checks whether the stream receives records. */
export const incoming: Check = {
  subject,
  async run(context) {
    const { calls, names, now } = context;
    const values = await calls.metric({
      ...streamMetricSource(context),
      name: 'IncomingRecords',
      statistic: 'Sum',
      ...lastMinutes(now, hours * 60),
    });
    const count = sumOf(values);
    if (count > 0) {
      return [
        ok(
          subject,
          `${showCount(count, 'record')} arrived in ${names.streamName} in the last ${hours} hours`,
        ),
      ];
    }
    if ((await calls.attachments()).length === 0)
      return [skipped(subject, 'no records can arrive, because nothing is attached')];
    return [
      wrong(
        subject,
        `no records arrived in ${names.streamName} in the last ${hours} hours`,
        'if the distribution has requests, fix the other problems; if you attached it only minutes ago, wait',
      ),
    ];
  },
};
