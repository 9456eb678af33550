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
  readonly hostOfRow: (row: number) => number;
}

const distributionDomain = /\.cloudfront\.(?:net|cn)$/;

/**
 * The host of each row that names the distribution. The guides disagree about which of `x-host-header` and `cs-host`
 * does, so it is the one that is a CloudFront domain, and `x-host-header` if both or neither are. An absent value names
 * nothing; the name is empty if both are absent. Hosts that differ only in case, port or a trailing dot have one name.
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

/** Hosts of a column's entries, one place up; an empty text at place 0 for absent values. */
function hostNames(column: TextColumn): string[] {
  return ['', ...Array.from({ length: column.entries }, (_, code) => normalizedHost(column.entryText(code)))];
}

/** A host as it is compared: in lowercase, without its port and the dot of the root at its end. */
export function normalizedHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^([^:]*|\[[^\]]*\]):\d*$/, '$1')
    .replace(/\.$/, '');
}
