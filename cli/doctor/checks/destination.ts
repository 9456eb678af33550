import type { Check } from '../check.ts';
import { ok, wrong } from '../finding.ts';

const subject = 'destination';

/** Checks whether CloudFront sends to the stream that the consumer reads. */
export const destination: Check = {
  subject,
  async run({ calls, names }) {
    const [{ EndPoints, SamplingRate }, { StreamARN }] = await Promise.all([
      calls.logConfiguration(),
      calls.stream(),
    ]);
    const target = EndPoints?.[0]?.KinesisStreamConfig?.StreamARN;
    if (target === StreamARN) {
      return [ok(subject, `CloudFront sends ${SamplingRate}% of the requests to ${names.streamName}`)];
    }
    return [
      wrong(
        subject,
        `CloudFront sends to ${target ?? 'no stream'}, but the consumer reads ${StreamARN}`,
        'deploy the stack again, to restore the log configuration that was changed outside of the stack',
      ),
    ];
  },
};
