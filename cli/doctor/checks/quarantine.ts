import { dayAndHour, hourOf, quarantinePrefix } from '../../../core/lake/keys.ts';
import { parseQuarantine } from '../../../core/lake/quarantine.ts';
import { type Check, type CheckContext, lastMinutes, showCount, sumOf } from '../check.ts';
import { ok, wrong } from '../finding.ts';
import { healthMetricRequest } from '../healthMetricRequest.ts';

const subject = 'quarantine';
const hours = 24;

/** Checks whether records couldn't be read, and prints the latest reason. */
export const quarantine: Check = {
  subject,
  async run(context) {
    const { calls, now } = context;
    const time = lastMinutes(now, hours * 60);
    const count = sumOf(
      await calls.metric({ ...(await healthMetricRequest(context, 'QuarantinedRecords')), ...time }),
    );
    if (count === 0) return [ok(subject, `no records were quarantined in the last ${hours} hours`)];
    const reason = await lastReason(context);
    return [
      wrong(
        subject,
        `${showCount(count, 'record')} ${count === 1 ? 'was' : 'were'} quarantined in the last ${hours} hours${reason === undefined ? '' : `; latest reason: ${reason}`}`,
        "if the field order is wrong, fix it; then run 'npx cfrl replay --only quarantine'",
      ),
    ];
  },
};

/** Returns the reason in the newest quarantine file of today or yesterday. */
async function lastReason({ calls, now }: CheckContext): Promise<string | undefined> {
  for (const hour of [hourOf(now), hourOf(now) - hours]) {
    const [day] = dayAndHour(hour);
    const files = await calls.listLake(`${quarantinePrefix}arrival_day=${day}/`);
    const newest = files.toSorted((a, b) => a.lastModified.localeCompare(b.lastModified)).at(-1);
    if (newest !== undefined) return parseQuarantine(await calls.getFromLake(newest.key))[0]?.reason;
  }
  return undefined;
}
