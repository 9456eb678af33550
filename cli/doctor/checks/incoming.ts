import { type Check, counted, lastMinutes, ofStream, sumOf } from '../check.ts';
import { ok, skipped, wrong } from '../finding.ts';

const subject = 'records';
const hours = 3;

/** Whether records come into the stream. */
export const incoming: Check = {
  subject,
  async run(context) {
    const { calls, names, now } = context;
    const values = await calls.metric({
      ...ofStream(context),
      name: 'IncomingRecords',
      statistic: 'Sum',
      ...lastMinutes(now, hours * 60),
    });
    const count = sumOf(values);
    if (count > 0) {
      return [
        ok(subject, `${counted(count, 'record')} came into ${names.streamName} in the last ${hours} hours`),
      ];
    }
    if ((await calls.attachments()).length === 0)
      return [skipped(subject, 'none can come, since nothing is attached')];
    return [
      wrong(
        subject,
        `no record came into ${names.streamName} in the last ${hours} hours`,
        'if there are requests, fix the other findings; if there are none, the attachment may be only minutes old',
      ),
    ];
  },
};
