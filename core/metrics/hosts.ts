import type { TextColumn } from '../columns/textColumn.ts';

/** Columns that can contain the distribution's domain name. Columns that are not logged are undefined. */
export interface HostColumns {
  readonly xHostHeader: TextColumn | undefined;
  readonly csHost: TextColumn | undefined;
}

/** Hosts, and the host of each row. */
export interface Hosts {
  readonly names: readonly string[];
  /** Index of the host among `names`. */
  readonly hostOfRow: (row: number) => number;
}

const distributionDomain = /\.cloudfront\.(?:net|cn)$/;

/**
 * Finds the host of each row that identifies the distribution. The AWS guides disagree about whether that is
 * `x-host-header` or `cs-host`, so it is the one with a CloudFront domain, or `x-host-header` if both or neither are.
 * Absent values are ignored. The name is empty if both are absent. Hosts that differ only in case, port, or a trailing
 * dot have the same name.
 */
export function readHosts({ xHostHeader, csHost }: HostColumns): Hosts {
  const first = xHostHeader ?? csHost;
  if (first === undefined) return { names: [''], hostOfRow: () => 0 };
  const firstNames = hostNames(first);
  const firstCodes = first.codes;
  const firstIsDomain = firstNames.map((name) => distributionDomain.test(name));
  const firstServes = xHostHeader?.nulls === 0 && firstIsDomain.slice(1).every(Boolean);
  if (xHostHeader === undefined || csHost === undefined || firstServes) {
    return { names: firstNames, hostOfRow: (row) => firstCodes[row] + 1 };
  }
  const secondNames = hostNames(csHost);
  const secondCodes = csHost.codes;
  const secondIsDomain = secondNames.map((name) => distributionDomain.test(name));
  return {
    names: [...firstNames, ...secondNames],
    hostOfRow: (row) => {
      const a = firstCodes[row] + 1;
      const b = secondCodes[row] + 1;
      const secondServes = a === 0 || (secondIsDomain[b] && !firstIsDomain[a]);
      return secondServes ? firstNames.length + b : a;
    },
  };
}

/** Returns the hosts of a column's entries, at the code plus one. Index 0, for absent values, is empty. */
function hostNames(column: TextColumn): string[] {
  return ['', ...Array.from({ length: column.entries }, (_, code) => normalizedHost(column.entryText(code)))];
}

/** Normalizes a host for comparison: lowercase, without the port and a trailing dot. */
export function normalizedHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^([^:]*|\[[^\]]*\]):\d*$/, '$1')
    .replace(/\.$/, '');
}
