import { bots } from './queries/bots.ts';
import { cacheMissesByQueryString } from './queries/cacheMissesByQueryString.ts';
import { deliveryDelay } from './queries/deliveryDelay.ts';
import { mediaExperience } from './queries/mediaExperience.ts';
import { requestById } from './queries/requestById.ts';
import { requestsExact } from './queries/requestsExact.ts';
import type { SavedQuery } from './queries/savedQuery.ts';
import { slowestOrigins } from './queries/slowestOrigins.ts';
import { statusByBehavior } from './queries/statusByBehavior.ts';
import { topNetworks } from './queries/topNetworks.ts';
import { topPathsByErrors } from './queries/topPathsByErrors.ts';
import { topTalkers } from './queries/topTalkers.ts';

export type { SavedQuery } from './queries/savedQuery.ts';

/** The queries that the deployment saves in its Athena workgroup, in the order in which operators ask. */
export const savedQueries: readonly SavedQuery[] = [
  topPathsByErrors,
  statusByBehavior,
  cacheMissesByQueryString,
  slowestOrigins,
  topTalkers,
  topNetworks,
  bots,
  requestById,
  requestsExact,
  deliveryDelay,
  mediaExperience,
];

/** Returns the saved queries whose fields are logged. */
export function answerableQueries(fieldNames: readonly string[]): SavedQuery[] {
  return savedQueries.filter((query) => missingFieldsOf(query, fieldNames).length === 0);
}

/** Returns the fields that a query needs but that are not logged. */
export function missingFieldsOf({ fields }: SavedQuery, fieldNames: readonly string[]): string[] {
  return fields.filter((field) => !fieldNames.includes(field));
}
