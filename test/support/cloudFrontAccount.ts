import {
  CloudFrontServiceException,
  type ContinuousDeploymentPolicy,
  type DistributionConfig,
  type DistributionList,
  type DistributionSummary,
  NoSuchDistribution,
  NoSuchRealtimeLogConfig,
  PreconditionFailed,
  type RealtimeLogConfig,
} from '@aws-sdk/client-cloudfront';

const $metadata = { httpStatusCode: 400, requestId: 'c1a5b9c3-0f4e-4b6a-8d35-111122223333', attempts: 1 };

/** ARN of a log configuration. */
export function arnOf(name: string): string {
  return `arn:aws:cloudfront::111122223333:realtime-log-config/${name}`;
}

/** Creates an error of CloudFront as its client throws it. */
export function cloudFrontError(name: string, message: string): CloudFrontServiceException {
  return new CloudFrontServiceException({ name, message, $fault: 'client', $metadata });
}

/** Creates CloudFront's error for a missing permission. */
export function createDeniedError(action: string, resource: string): CloudFrontServiceException {
  return cloudFrontError(
    'AccessDenied',
    `User: arn:aws:iam::111122223333:user/alice is not authorized to perform: ${action} on resource: ${resource} ` +
      `because no identity-based policy allows the ${action} action`,
  );
}

interface StoredDistribution {
  config: DistributionConfig;
  version: number;
  /** Number of reads until it is deployed. */
  looksToGo: number;
}

/** Cache behaviors of a distribution, and the names of their attachments, `default` first. */
export type Carried = Readonly<Record<string, string | undefined>>;

/** A fake CloudFront in an account. Responses and errors have the service's form. */
export class CloudFrontAccount {
  readonly distributions = new Map<string, StoredDistribution>();
  readonly logConfigurations: RealtimeLogConfig[] = [];
  readonly policies = new Map<string, ContinuousDeploymentPolicy>();
  /** Calls in order, such as `updateDistribution E2EXAMPLE`. */
  readonly called: string[] = [];
  /** Number of reads after an update until a distribution is deployed. */
  looksUntilDeployed = 1;
  /** Called before an update is handled, to simulate concurrent changes. */
  beforeUpdate: (distributionId: string) => void = () => {};

  addLogConfiguration(name: string, fields: readonly string[] = ['timestamp']): void {
    this.logConfigurations.push({
      ARN: arnOf(name),
      Name: name,
      SamplingRate: 100,
      Fields: [...fields],
      EndPoints: [],
    });
  }

  addDistribution(id: string, carried: Carried, more: Partial<DistributionConfig> = {}): void {
    const behaviors = Object.entries(carried).map(([name, logConfiguration]) => ({
      ...(name !== 'default' && { PathPattern: name }),
      TargetOriginId: 'web',
      ViewerProtocolPolicy: 'redirect-to-https' as const,
      ...(logConfiguration !== undefined && { RealtimeLogConfigArn: arnOf(logConfiguration) }),
    }));
    const [DefaultCacheBehavior, ...Items] = behaviors;
    const config = {
      CallerReference: 'made-by-hand',
      Comment: 'www',
      Enabled: true,
      Origins: { Quantity: 1, Items: [{ Id: 'web', DomainName: 'origin.example.com' }] },
      DefaultCacheBehavior,
      CacheBehaviors: Items.length === 0 ? { Quantity: 0 } : { Quantity: Items.length, Items },
      ...more,
    } as DistributionConfig;
    this.distributions.set(id, { config, version: 1, looksToGo: 0 });
  }

  /** Returns the attachments of a distribution's behaviors, by name. */
  attachmentsOf(id: string): Carried {
    const { config } = this.#stored(id);
    const behaviors = [config.DefaultCacheBehavior, ...(config.CacheBehaviors?.Items ?? [])];
    return Object.fromEntries(
      behaviors.map((behavior) => [
        behavior !== undefined && 'PathPattern' in behavior ? behavior.PathPattern : 'default',
        behavior?.RealtimeLogConfigArn?.split('/').at(-1),
      ]),
    );
  }

  /** Changes another setting of a distribution, as another tool does. */
  touch(id: string, change: Partial<DistributionConfig> = {}): void {
    const stored = this.#stored(id);
    stored.config = { ...stored.config, ...change };
    stored.version++;
  }

  async getDistribution({ Id }: { Id: string }) {
    this.called.push(`getDistribution ${Id}`);
    const stored = this.#stored(Id);
    const isDeployed = stored.looksToGo === 0;
    if (!isDeployed) stored.looksToGo--;
    return {
      ETag: `E${stored.version}`,
      Distribution: {
        Status: isDeployed ? 'Deployed' : 'InProgress',
        DistributionConfig: structuredClone(stored.config),
      },
    };
  }

  async updateDistribution(input: { Id: string; IfMatch: string; DistributionConfig: DistributionConfig }) {
    this.called.push(`updateDistribution ${input.Id}`);
    this.beforeUpdate(input.Id);
    const stored = this.#stored(input.Id);
    if (input.IfMatch !== `E${stored.version}`) {
      const message =
        'The request failed because it did not meet the preconditions in one or more request-header fields.';
      throw new PreconditionFailed({ message, Message: message, $metadata });
    }
    stored.config = structuredClone(input.DistributionConfig);
    stored.version++;
    stored.looksToGo = this.looksUntilDeployed;
    return {};
  }

  async getRealtimeLogConfig({ Name }: { Name: string }) {
    const found = this.logConfigurations.find((configuration) => configuration.Name === Name);
    if (found) return { RealtimeLogConfig: found };
    const message = 'The specified real-time log configuration does not exist.';
    throw new NoSuchRealtimeLogConfig({ message, Message: message, $metadata });
  }

  async getContinuousDeploymentPolicy({ Id }: { Id: string }) {
    return { ContinuousDeploymentPolicy: this.policies.get(Id) };
  }

  /** Returns one distribution per page. */
  async listDistributions({ Marker }: { Marker?: string | undefined }) {
    return { DistributionList: this.#page([...this.distributions.keys()], Marker) };
  }

  /** Returns one distribution per page. */
  async listDistributionsByRealtimeLogConfig(input: {
    RealtimeLogConfigArn: string;
    Marker?: string | undefined;
  }) {
    const name = input.RealtimeLogConfigArn.split('/').at(-1);
    const ids = [...this.distributions.keys()].filter((id) =>
      Object.values(this.attachmentsOf(id)).includes(name),
    );
    return { DistributionList: this.#page(ids, input.Marker) };
  }

  #page(ids: readonly string[], marker: string | undefined): DistributionList {
    const index = marker === undefined ? 0 : ids.indexOf(marker) + 1;
    const Items = ids
      .slice(index, index + 1)
      .map((Id) => ({ Id, DomainName: domainOf(Id) }) as DistributionSummary);
    return {
      Marker: marker ?? '',
      MaxItems: 1,
      Quantity: Items.length,
      IsTruncated: index + 1 < ids.length,
      ...(index + 1 < ids.length && { NextMarker: ids[index] }),
      ...(Items.length > 0 && { Items }),
    };
  }

  #stored(id: string): StoredDistribution {
    const stored = this.distributions.get(id);
    if (stored) return stored;
    const message = 'The specified distribution does not exist.';
    throw new NoSuchDistribution({ message, Message: message, $metadata });
  }
}

/** Returns the domain name of a distribution in the account. */
export function domainOf(distributionId: string): string {
  return `d${distributionId.toLowerCase()}.cloudfront.net`;
}
