import type { Check } from '../check.ts';
import { ok, wrong } from '../finding.ts';

const subject = 'mapping';

/** States in which Lambda reads the stream, or is about to (Lambda API reference, EventSourceMappingConfiguration, November 2026). */
const reading = ['Enabled', 'Creating', 'Enabling', 'Updating'];

/** Whether Lambda reads the stream for the consumer. */
export const mapping: Check = {
  subject,
  async run({ calls, names }) {
    const mappings = await calls.mappings();
    const [first, second] = mappings;
    if (first === undefined) {
      return [
        wrong(
          subject,
          `nothing reads ${names.streamName} for ${names.consumerName}`,
          'deploy the stack again',
        ),
      ];
    }
    if (second !== undefined) {
      return [
        wrong(
          subject,
          `${mappings.length} mappings read ${names.streamName} for ${names.consumerName}, so every record is in the lake that many times`,
          'delete those that are not of the stack: aws lambda delete-event-source-mapping --uuid UUID',
        ),
      ];
    }
    const { State, StateTransitionReason, LastProcessingResult = 'nothing yet', UUID } = first;
    if (!reading.includes(State ?? '')) {
      return [
        wrong(
          subject,
          `the mapping is ${State} (${StateTransitionReason})`,
          `enable it: aws lambda update-event-source-mapping --uuid ${UUID} --enabled`,
        ),
      ];
    }
    if (LastProcessingResult.startsWith('PROBLEM')) {
      return [
        wrong(
          subject,
          `the mapping is ${State}, and the last batch had a ${LastProcessingResult}`,
          'fix the consumer: its log says why; the batch is retried until shortly before its records expire',
        ),
      ];
    }
    return [ok(subject, `the mapping is ${State}, last result: ${LastProcessingResult}`)];
  },
};
