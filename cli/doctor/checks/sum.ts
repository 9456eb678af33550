import type { HealthMetricName } from '../../../core/metrics/healthDefinitions.ts';
import { type Check, type CheckContext, showCount, showNumber, streamMetricSource, sumOf } from '../check.ts';
import type { MetricRequest } from '../doctorCalls.ts';
import { ok, skipped, wrong } from '../finding.ts';
import { healthMetricRequest } from '../healthMetricRequest.ts';
import { sumOfMappings } from '../ofMappings.ts';

const subject = 'sum';
const hours = 24;

/** The last minutes are left out, because their records may still be in progress. */
const unsettledMinutes = 15;

/**
 * Checks that the counts of a day add up: each incoming record is a row, in quarantine, or in a failed batch. A
 * difference up to the count of the busiest five minutes is tolerated, because records near the start and the end of the
 * day can be counted in one metric but not in another. More rows than records are the result of redelivery, not of loss.
 */
export const sum: Check = {
  subject,
  async run(context) {
    const end = context.now - unsettledMinutes * 60_000;
    const time = { start: end - hours * 3_600_000, end };
    const [incoming, rows, quarantined, failed] = await Promise.all([
      context.calls.metric({
        ...streamMetricSource(context),
        name: 'IncomingRecords',
        statistic: 'Sum',
        ...time,
      }),
      pipelineSum(context, 'Rows', time),
      pipelineSum(context, 'QuarantinedRecords', time),
      sumOfMappings(context, 'OnFailureDestinationDeliveredEventCount', time),
    ]);
    const arrived = sumOf(incoming);
    if (arrived === 0) {
      return [
        skipped(subject, `no records arrived in the ${hours} hours until ${unsettledMinutes} minutes ago`),
      ];
    }
    const known = rows + quarantined + failed;
    const parts = `${showNumber(rows)} rows + ${showNumber(quarantined)} quarantined + ${showNumber(failed)} in failed batches`;
    const missing = arrived - known;
    const tolerance = Math.max(...incoming);
    if (missing > tolerance) {
      return [
        wrong(
          subject,
          `${showCount(arrived, 'record')} arrived, but the sum of ${parts} is ${showNumber(missing)} less`,
          'if the consumer is behind, wait; otherwise see the result for failed batches',
        ),
      ];
    }
    const duplicates =
      -missing > tolerance ? `; ${showNumber(-missing)} duplicates from redelivery, see requests_exact` : '';
    return [ok(subject, `${showCount(arrived, 'record')} arrived: ${parts}${duplicates}`)];
  },
};

type Time = Pick<MetricRequest, 'start' | 'end'>;

async function pipelineSum(context: CheckContext, name: HealthMetricName, time: Time): Promise<number> {
  return sumOf(await context.calls.metric({ ...(await healthMetricRequest(context, name)), ...time }));
}
