import { type Check, showCount } from '../check.ts';
import { ok, wrong } from '../finding.ts';

const subject = 'stream';

/** Checks whether the stream accepts records. */
export const streamStatus: Check = {
  subject,
  async run({ calls, names }) {
    const {
      StreamStatus,
      OpenShardCount = 0,
      StreamModeDetails,
      RetentionPeriodHours,
    } = await calls.stream();
    const mode = StreamModeDetails?.StreamMode === 'ON_DEMAND' ? 'on demand' : 'provisioned';
    const size = `${showCount(OpenShardCount, 'shard')}, ${mode}, retention ${RetentionPeriodHours} hours`;
    if (StreamStatus === 'ACTIVE') return [ok(subject, `${names.streamName} is active: ${size}`)];
    if (StreamStatus === 'UPDATING')
      return [ok(subject, `${names.streamName} is being updated, and accepts records: ${size}`)];
    return [
      wrong(
        subject,
        `${names.streamName} is ${StreamStatus}, so it accepts no records`,
        'wait until it is active, or deploy the stack again',
      ),
    ];
  },
};
