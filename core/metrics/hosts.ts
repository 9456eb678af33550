import type { TextColumn } from '../columns/textColumn.ts';

/** Columns that name the distribution; those not logged are undefined. */
export interface HostColumns {
  readonly xHostHeader: TextColumn | undefined;
  readonly csHost: TextColumn | undefined;
}

/** Hosts, and the host of each row that names its distribution. */
export interface Hosts {
  readonly names: readonly string[];
  /** Index of the host among `names`. */
  readonly groupOfRow: (row: number) => number;
}

const distributionDomain = /\.cloudfront\.(?:net|cn)$/;

/**
 * The host of each row that names the distribution: whichever of `x-host-header` and `cs-host` is a domain of
 * CloudFront's, for the guides disagree about which one is; `x-host-header` where both or neither are. One
 * that is absent names nothing; the name is empty where both are.
 */
export function readHosts({ xHostHeader, csHost }: HostColumns): Hosts {
  const first = xHostHeader ?? csHost;
  if (first === undefined) return { names: [''], groupOfRow: () => 0 };
  const firstNames = entryTexts(first);
  const firstCodes = first.codes;
  const firstIsDomain = firstNames.map((name) => distributionDomain.test(name));
  const firstServes = xHostHeader?.nulls === 0 && firstIsDomain.slice(1).every(Boolean);
  if (xHostHeader === undefined || csHost === undefined || firstServes) {
    return { names: firstNames, groupOfRow: (row) => firstCodes[row] + 1 };
  }
  const secondNames = entryTexts(csHost);
  const secondCodes = csHost.codes;
  const secondIsDomain = secondNames.map((name) => distributionDomain.test(name));
  return {
    names: [...firstNames, ...secondNames],
    groupOfRow: (row) => {
      const a = firstCodes[row] + 1;
      const b = secondCodes[row] + 1;
      const secondServes = a === 0 || (secondIsDomain[b] && !firstIsDomain[a]);
      return secondServes ? firstNames.length + b : a;
    },
  };
}

/** Texts of a column's entries, one place up; an empty text at place 0 for absent values. */
function entryTexts(column: TextColumn): string[] {
  return ['', ...Array.from({ length: column.entries }, (_, code) => column.entryText(code))];
}
