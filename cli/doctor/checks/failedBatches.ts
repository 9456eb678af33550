import { failurePrefix } from '../../../core/aws/failureObject.ts';
import { replayedPrefix } from '../../../core/lake/keys.ts';
import { type Check, lastMinutes, showCount } from '../check.ts';
import { type Finding, ok, wrong } from '../finding.ts';
import { sumOfMappings } from '../ofMappings.ts';

const subject = 'failed batches';
const hours = 24;

/** Checks for failed batches that aren't replayed, and for lost records. */
export const failedBatches: Check = {
  subject,
  async run(context) {
    const { calls, names, now } = context;
    const [failures, marks, lost] = await Promise.all([
      calls.listFailures(failurePrefix),
      calls.listLake(replayedPrefix + failurePrefix),
      sumOfMappings(context, 'DroppedEventCount', lastMinutes(now, hours * 60)),
    ]);
    const replayed = new Set(marks.map(({ key }) => key.slice(replayedPrefix.length)));
    const waiting = failures.filter(({ key }) => !replayed.has(key)).length;
    const findings: Finding[] = [];
    if (waiting > 0) {
      findings.push(
        wrong(
          subject,
          `${showCount(waiting, 'batch', 'batches')} in ${names.failureBucket} not yet replayed`,
          "find the cause in the log of the consumer, fix it, then run 'npx cfrl replay'",
        ),
      );
    }
    if (lost > 0) {
      findings.push(
        wrong(
          subject,
          `${showCount(lost, 'record')} were lost in the last ${hours} hours: they could not be saved in the failure bucket`,
          `deploy the stack again, so that the consumer's role may write to ${names.failureBucket}`,
        ),
      );
    }
    if (findings.length > 0) return findings;
    return [ok(subject, failures.length === 0 ? 'none' : `all ${failures.length} are replayed`)];
  },
};
