import { prices, pricesAsOf } from '../../core/sizing/prices.ts';
import { decimals, formatTable } from '../report/table.ts';

/**
 * Memory setting at which a function has one vCPU, in MB (Lambda developer guide, 'Configure memory',
 * November 2026).
 */
const megabytesOfOneCpu = 1769;

/** Typical latencies of puts to S3 and CloudWatch in milliseconds: assumed, not measured. */
export const waits = { s3: 50, cloudWatch: 30 } as const;

/** Lambda's cost in dollars for a billion records, if the function is as fast as this machine. */
export interface Cost {
  readonly computing: number;
  /** Including the time to wait for S3 and CloudWatch. */
  readonly withWaiting: number;
}

/** Returns the cost of a billion records in full events. */
export function costPerBillion(millisecondsPerEvent: number, recordsPerEvent: number): Cost {
  const cost = (milliseconds: number) => {
    const gigabyteSeconds = (Math.ceil(milliseconds) / 1000) * (megabytesOfOneCpu / 1024);
    const dollars =
      gigabyteSeconds * prices.lambdaGigabyteSecond.dollars + prices.lambdaRequests.dollars / 1e6;
    return (1e9 / recordsPerEvent) * dollars;
  };
  return {
    computing: cost(millisecondsPerEvent),
    withWaiting: cost(millisecondsPerEvent + waits.s3 + waits.cloudWatch),
  };
}

/** Prints the costs of several contenders for several shapes. */
export function printCosts(
  results: readonly {
    readonly shape: string;
    readonly rows: readonly { readonly name: string; readonly cost: Cost | undefined }[];
  }[],
): string[] {
  const { lambdaGigabyteSecond: memory, lambdaRequests: requests } = prices;
  const lines = results.flatMap(({ shape, rows }) =>
    rows.flatMap(({ name, cost }) =>
      cost ? [[`${shape}: ${name}`, decimals(cost.computing, 2), decimals(cost.withWaiting, 2)]] : [],
    ),
  );
  return [
    'Lambda, dollars for a billion records in full events, if its vCPU is as fast as this machine',
    ...formatTable(['', 'computing', `with ${waits.s3 + waits.cloudWatch} ms of waiting`], lines),
    `${decimals(megabytesOfOneCpu, 0)} MB; $${memory.dollars} per ${memory.unit}, $${requests.dollars} for ${requests.unit},`,
    `${memory.source}, ${pricesAsOf}; assumed: ${waits.s3} ms for S3, ${waits.cloudWatch} ms for CloudWatch`,
  ];
}
