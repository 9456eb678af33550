import type { Check } from '../check.ts';
import { ok, wrong } from '../finding.ts';

const subject = 'mapping';

/** States in which Lambda reads the stream, or starts to (Lambda API reference, EventSourceMappingConfiguration, November 2026). */
const reading = ['Enabled', 'Creating', 'Enabling', 'Updating'];

/** Checks whether Lambda reads the stream for the consumer. */
export const mapping: Check = {
  subject,
  async run({ calls, names }) {
    const mappings = await calls.mappings();
    const [first, second] = mappings;
    if (first === undefined) {
      return [
        wrong(
          subject,
          `${names.consumerName} has no event source mapping for ${names.streamName}`,
          'deploy the stack again',
        ),
      ];
    }
    if (second !== undefined) {
      return [
        wrong(
          subject,
          `${mappings.length} event source mappings read ${names.streamName} for ${names.consumerName}, so each record is stored that many times`,
          'delete the mappings that this stack did not create: aws lambda delete-event-source-mapping --uuid UUID',
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
          `the mapping is ${State}, but the last result is ${LastProcessingResult}`,
          'find the cause in the log of the consumer, and fix it; the batch is retried until shortly before its records expire',
        ),
      ];
    }
    return [ok(subject, `the mapping is ${State}, last result: ${LastProcessingResult}`)];
  },
};
