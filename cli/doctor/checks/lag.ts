import { type Check, consumerMetricSource, isFarBehind, lastMinutes, showNumber } from '../check.ts';
import { ok, skipped, wrong } from '../finding.ts';

const subject = 'lag';
const minutes = 15;

/** Checks how far the consumer is behind: the age of the last record that it read. */
export const lag: Check = {
  subject,
  async run(context) {
    const { calls, now } = context;
    const [{ RetentionPeriodHours: retention = 24 }, values] = await Promise.all([
      calls.stream(),
      calls.metric({
        ...consumerMetricSource(context),
        name: 'IteratorAge',
        statistic: 'Maximum',
        ...lastMinutes(now, minutes),
      }),
    ]);
    if (values.length === 0)
      return [skipped(subject, `the consumer has read nothing in the last ${minutes} minutes`)];
    const age = Math.max(...values);
    const text = `the consumer is ${durationText(age)} behind`;
    if (!isFarBehind(age, retention)) return [ok(subject, text)];
    return [
      wrong(
        subject,
        `${text}, and records expire after ${retention} hours`,
        'fix errors and throttling of the consumer; if there are none, increase its memory or the number of shards',
      ),
    ];
  },
};

function durationText(milliseconds: number): string {
  if (milliseconds < 120_000) return `${showNumber(milliseconds / 1_000)} s`;
  if (milliseconds < 7_200_000) return `${showNumber(milliseconds / 60_000)} minutes`;
  return `${showNumber(milliseconds / 3_600_000)} hours`;
}
