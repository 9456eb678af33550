import { hourOf, partition, rawPrefix } from '../../../core/lake/keys.ts';
import { type Check, lastMinutes, showCount, streamMetricSource, sumOf } from '../check.ts';
import { ok, skipped, wrong } from '../finding.ts';

const subject = 'lake';

/** Minutes until a record is in the lake: the longest batch window, five minutes, plus processing. */
const minutes = 15;

/** Checks whether the lake receives files while the stream receives records. */
export const freshFiles: Check = {
  subject,
  async run(context) {
    const { calls, names, now } = context;
    const [incoming, ...hours] = await Promise.all([
      calls.metric({
        ...streamMetricSource(context),
        name: 'IncomingRecords',
        statistic: 'Sum',
        ...lastMinutes(now, minutes),
      }),
      ...[hourOf(now), hourOf(now) - 1].map((hour) => calls.listLake(rawPrefix + partition(hour))),
    ]);
    const newest = hours
      .flat()
      .map(({ lastModified }) => Date.parse(lastModified))
      .reduce((latest, time) => Math.max(latest, time), Number.NEGATIVE_INFINITY);
    const age = (now - newest) / 60_000;
    if (age <= minutes) {
      return [
        ok(
          subject,
          `the newest file in ${names.lakeBucket} is ${showCount(Math.max(0, Math.round(age)), 'minute')} old`,
        ),
      ];
    }
    if (sumOf(incoming) === 0) return [skipped(subject, `no records arrived in the last ${minutes} minutes`)];
    return [
      wrong(
        subject,
        Number.isFinite(age)
          ? `the newest file in ${names.lakeBucket} is ${showCount(Math.round(age), 'minute')} old, but records are arriving`
          : `${names.lakeBucket} has no file for this hour or the previous one, but records are arriving`,
        'see the results for the mapping, the lag, and the consumer above',
      ),
    ];
  },
};
