import { prices } from '../../core/sizing/prices.ts';

/** Memory with which a function has one vCPU (Lambda developer guide, 'Configure memory', November 2026). */
const megabytesOfOneCpu = 1769;

/** Usual times to wait for a put into S3 and for one to CloudWatch, in milliseconds: assumed, not measured. */
export const waits = { s3: 50, cloudWatch: 30 } as const;

/** What Lambda costs for a billion records, in dollars, the function as fast as this machine. */
export interface Cost {
  readonly computing: number;
  /** With the time to wait for S3 and CloudWatch. */
  readonly waitingToo: number;
}

/** Cost of a billion records that come in full events. */
export function costOfBillion(millisecondsAnEvent: number, recordsAnEvent: number): Cost {
  const cost = (milliseconds: number) => {
    const gigabyteSeconds = (Math.ceil(milliseconds) / 1000) * (megabytesOfOneCpu / 1024);
    const dollars =
      gigabyteSeconds * prices.lambdaGigabyteSecond.dollars + prices.lambdaRequests.dollars / 1e6;
    return (1e9 / recordsAnEvent) * dollars;
  };
  return {
    computing: cost(millisecondsAnEvent),
    waitingToo: cost(millisecondsAnEvent + waits.s3 + waits.cloudWatch),
  };
}
