import type { DistributionCalls, DistributionConfig } from '../../core/aws/distribution/cloudFrontCalls.ts';
import { type ListingClient, listDistributions } from './listDistributions.ts';

/** The CloudFront calls used here. */
export interface StagingClient extends ListingClient {
  getContinuousDeploymentPolicy(input: { Id: string }): Promise<{
    readonly ContinuousDeploymentPolicy?:
      | {
          readonly ContinuousDeploymentPolicyConfig:
            | {
                readonly StagingDistributionDnsNames:
                  | { readonly Items?: readonly string[] | undefined }
                  | undefined;
              }
            | undefined;
        }
      | undefined;
  }>;
}

/**
 * Adds staging distributions: returns each ID followed by the ID of the staging distribution of its continuous deployment.
 *
 * @throws Error if a distribution has no staging distribution
 */
export async function withStaging<Config extends DistributionConfig>(
  client: StagingClient,
  calls: DistributionCalls<Config>,
  distributionIds: readonly string[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const id of distributionIds) {
    const { config } = await calls.get(id);
    ids.push(id, ...(await findStaging(client, id, config)));
  }
  return ids;
}

/** Finds staging distributions by their domain names, because a continuous deployment policy has no IDs. */
async function findStaging(
  client: StagingClient,
  distributionId: string,
  { ContinuousDeploymentPolicyId: policyId }: DistributionConfig,
): Promise<string[]> {
  const domainNames = policyId ? await readDomainNames(client, policyId) : [];
  const listed = domainNames.length === 0 ? [] : await listDistributions(client);
  const found = listed.filter(({ domainName }) => domainNames.includes(domainName));
  if (found.length > 0) return found.map(({ id }) => id);
  throw new Error(
    `--staging: expected ${distributionId} to have a staging distribution, got none; remove --staging`,
  );
}

async function readDomainNames(client: StagingClient, policyId: string): Promise<readonly string[]> {
  const { ContinuousDeploymentPolicy } = await client.getContinuousDeploymentPolicy({ Id: policyId });
  return (
    ContinuousDeploymentPolicy?.ContinuousDeploymentPolicyConfig?.StagingDistributionDnsNames?.Items ?? []
  );
}
