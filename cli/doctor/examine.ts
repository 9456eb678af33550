import { errorSentence } from '../../terminal/errorSentence.ts';
import { awsSentence } from '../aws/awsSentence.ts';
import type { Check, CheckContext } from './check.ts';
import { attached } from './checks/attached.ts';
import { compaction } from './checks/compaction.ts';
import { consumerErrors } from './checks/consumerErrors.ts';
import { destination } from './checks/destination.ts';
import { failedBatches } from './checks/failedBatches.ts';
import { fieldOrder } from './checks/fieldOrder.ts';
import { freshFiles } from './checks/freshFiles.ts';
import { incoming } from './checks/incoming.ts';
import { lag } from './checks/lag.ts';
import { mapping } from './checks/mapping.ts';
import { permissions } from './checks/permissions.ts';
import { pricingPlan } from './checks/pricingPlan.ts';
import { quarantine } from './checks/quarantine.ts';
import { requests } from './checks/requests.ts';
import { streamKey } from './checks/streamKey.ts';
import { streamStatus } from './checks/streamStatus.ts';
import { sum } from './checks/sum.ts';
import { throttling } from './checks/throttling.ts';
import { trustPolicy } from './checks/trustPolicy.ts';
import { type Finding, unchecked } from './finding.ts';

/** All checks, in the order of the steps that a record passes from the distribution to the lake. */
export const checks: readonly Check[] = [
  attached,
  pricingPlan,
  requests,
  destination,
  trustPolicy,
  permissions,
  streamKey,
  streamStatus,
  incoming,
  throttling,
  mapping,
  lag,
  consumerErrors,
  fieldOrder,
  quarantine,
  failedBatches,
  freshFiles,
  sum,
  compaction,
];

/** Runs all checks. A check that can't run also results in a finding. */
export async function examine(context: CheckContext): Promise<Finding[]> {
  const findings = await Promise.all(
    checks.map(({ subject, run }) =>
      run(context).catch((error) => [unchecked(subject, awsSentence(error) ?? errorSentence(error))]),
    ),
  );
  return findings.flat();
}
