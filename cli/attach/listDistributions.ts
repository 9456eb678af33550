/** A page of distributions in CloudFront's response. */
interface Page {
  readonly DistributionList?:
    | {
        readonly Items?:
          | readonly { readonly Id: string | undefined; readonly DomainName: string | undefined }[]
          | undefined;
        readonly NextMarker?: string | undefined;
      }
    | undefined;
}

/** A distribution in a list. */
export interface ListedDistribution {
  readonly id: string;
  readonly domainName: string;
}

/** The CloudFront calls used here. */
export interface ListingClient {
  listDistributions(input: { Marker?: string | undefined }): Promise<Page>;
  listDistributionsByRealtimeLogConfig(input: {
    RealtimeLogConfigArn: string;
    Marker?: string | undefined;
  }): Promise<Page>;
}

/** Lists all distributions of the account. */
export function listDistributions(client: ListingClient): Promise<ListedDistribution[]> {
  return allPages((Marker) => client.listDistributions({ Marker }));
}

/** Lists the distributions with a behavior that has a given log configuration. */
export function listAttached(
  client: ListingClient,
  logConfigurationArn: string,
): Promise<ListedDistribution[]> {
  return allPages((Marker) =>
    client.listDistributionsByRealtimeLogConfig({ RealtimeLogConfigArn: logConfigurationArn, Marker }),
  );
}

async function allPages(read: (marker: string | undefined) => Promise<Page>): Promise<ListedDistribution[]> {
  const found: ListedDistribution[] = [];
  let marker: string | undefined;
  do {
    const { DistributionList } = await read(marker);
    for (const { Id = '', DomainName = '' } of DistributionList?.Items ?? []) {
      found.push({ id: Id, domainName: DomainName });
    }
    marker = DistributionList?.NextMarker || undefined;
  } while (marker !== undefined);
  return found;
}
