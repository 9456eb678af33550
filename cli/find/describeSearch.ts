import { dayAndHour } from '../../core/lake/keys.ts';
import type { SearchOutcome } from './findRequest.ts';

/** Returns a line about the data that Athena scanned. */
export function describeScan({ lake }: SearchOutcome): string {
  const hours = `${lake.hours} ${lake.hours === 1 ? 'hour' : 'hours'}`;
  return `Athena scanned ${megabytes(lake.scannedBytes)} in ${hours} of the lake.`;
}

/** Returns the message that the request wasn't found: which hours were searched, and what to try. */
export function describeMiss(requestId: string, { hours, lake }: SearchOutcome): string {
  return (
    `expected the request ${requestId} among ${describeHours(hours)}, got none ` +
    `(Athena scanned ${megabytes(lake.scannedBytes)}); use --around with the time of the request. With sampling, ` +
    "not all requests are logged, and a record can be in quarantine: see 'cfrl doctor'"
  );
}

/**
 * Returns the message that the lake in a folder doesn't contain the request.
 *
 * @param hours arrival hours that were searched, as hours since the epoch; undefined if all were
 */
export function describeMissInFolder(requestId: string, hours: readonly number[] | undefined): string {
  const where = hours === undefined ? 'in the lake' : `among ${describeHours(hours)}`;
  return `expected the request ${requestId} ${where}, got none; with sampling, not all requests are logged`;
}

function describeHours(hours: readonly number[]): string {
  const [first, last] = [Math.min(...hours), Math.max(...hours)].map((hour) => dayAndHour(hour).join(' '));
  return `arrivals from ${first}:00 to ${last}:59 UTC`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString('en-US', { maximumFractionDigits: 1 })} MB`;
}
