import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import { type AttachOptions, attachDistributions } from '../../../cli/attach/attachDistributions.ts';
import { type DetachOptions, detachDistributions } from '../../../cli/attach/detachDistributions.ts';
import { awsSentence } from '../../../cli/aws/awsSentence.ts';
import { CloudFrontAccount, createDeniedError, domainOf } from '../../support/cloudFrontAccount.ts';

let account: CloudFrontAccount;
let slept: number;

beforeEach(() => {
  account = new CloudFrontAccount();
  slept = 0;
  account.addLogConfiguration('logs');
  account.addDistribution('E1EXAMPLE', { default: undefined, '/images/*': undefined });
  account.addDistribution('E2EXAMPLE', { default: 'logs', '/video/*': 'video' });
});

const shared = { name: 'logs', behaviors: 'all' } as const;

function runOf(lines: string[]) {
  return {
    client: account,
    clock: {
      now: () => 0,
      sleep: async (milliseconds: number) => {
        slept += milliseconds;
      },
    },
    signal: new AbortController().signal,
    print: (line: string) => lines.push(line),
  };
}

/** Returns the printed lines, followed by the error message. */
async function print(command: (lines: string[]) => Promise<void>): Promise<string[]> {
  const lines: string[] = [];
  await command(lines).catch((error) => lines.push(awsSentence(error) ?? (error as Error).message));
  return lines;
}

function attach(ids: string[], options: Partial<AttachOptions> = {}): Promise<string[]> {
  return print((lines) =>
    attachDistributions<DistributionConfig>(runOf(lines), ids, { ...shared, ...options }),
  );
}

function detach(ids: string[], options: Partial<DetachOptions> = {}): Promise<string[]> {
  return print((lines) =>
    detachDistributions<DistributionConfig>(runOf(lines), ids, { ...shared, ...options }),
  );
}

const updates = () => account.called.filter((call) => call.startsWith('update'));

describe('attach', () => {
  it('prints its changes, and changes nothing when repeated', async () => {
    expect(await attach(['E1EXAMPLE'])).toEqual([
      'E1EXAMPLE default: attached to logs',
      'E1EXAMPLE /images/*: attached to logs',
      'Every edge location will have the change within minutes.',
    ]);
    expect(await attach(['E1EXAMPLE'])).toEqual(['E1EXAMPLE: nothing to change']);
    expect(updates()).toHaveLength(1);
  });

  it('attaches only the given behaviors', async () => {
    expect(await attach(['E1EXAMPLE'], { behaviors: ['/images/*'] })).toContain(
      'E1EXAMPLE /images/*: attached to logs',
    );
    expect(account.attachmentsOf('E1EXAMPLE')).toEqual({ default: undefined, '/images/*': 'logs' });
  });

  it('only prints what would change in a dry run', async () => {
    expect(await attach(['E1EXAMPLE', 'E2EXAMPLE'], { dryRun: true, replace: true })).toEqual([
      'E1EXAMPLE default: would be attached to logs',
      'E1EXAMPLE /images/*: would be attached to logs',
      'E2EXAMPLE /video/*: would be moved from video to logs',
    ]);
    expect(updates()).toEqual([]);
  });

  it('waits until the change is deployed to all edge locations', async () => {
    account.looksUntilDeployed = 4;
    expect(await attach(['E1EXAMPLE'], { wait: true })).toContain('E1EXAMPLE: deployed');
    expect(slept).toBe(60_000);
  });

  it('waits for at most 45 minutes', async () => {
    account.looksUntilDeployed = 1000;
    expect((await attach(['E1EXAMPLE'], { wait: true })).at(-1)).toBe(
      'expected E1EXAMPLE to be deployed within 45 minutes, got InProgress; the change was made, check the ' +
        'distribution in the CloudFront console',
    );
  });

  it('changes no distribution if one of them cannot be changed', async () => {
    expect((await attach(['E1EXAMPLE', 'E2EXAMPLE'])).at(-1)).toBe(
      "expected the behavior '/video/*' of E2EXAMPLE without a log configuration, got video; replace it (--replace, or " +
        'replace: true in attachTo) or leave the behavior out',
    );
    expect(updates()).toEqual([]);
  });

  it.each<[string, string[], Partial<AttachOptions>, string]>([
    [
      'distribution',
      ['E3EXAMPLE'],
      {},
      "expected a distribution of this account, got 'E3EXAMPLE', which does not exist",
    ],
    [
      'behavior',
      ['E1EXAMPLE'],
      { behaviors: ['/imgs/*'] },
      "expected a behavior of E1EXAMPLE (default, /images/*), got '/imgs/*'; did you mean '/images/*'?",
    ],
    [
      'log configuration',
      ['E1EXAMPLE'],
      { name: 'lgos' },
      "expected the log configuration 'lgos' in this account, got none; deploy the pipeline, or set --name to the name of its log configuration",
    ],
    [
      'staging distribution',
      ['E1EXAMPLE'],
      { staging: true },
      '--staging: expected E1EXAMPLE to have a staging distribution, got none; remove --staging',
    ],
  ])('prints the name of a %s that does not exist', async (_, ids, options, message) => {
    expect(await attach(ids, options)).toEqual([message]);
  });

  it('also attaches the staging distribution with --staging', async () => {
    account.touch('E1EXAMPLE', { ContinuousDeploymentPolicyId: 'policy-1' });
    account.addDistribution('E9EXAMPLE', { default: undefined }, { Staging: true });
    account.policies.set('policy-1', {
      Id: 'policy-1',
      LastModifiedTime: new Date(0),
      ContinuousDeploymentPolicyConfig: {
        Enabled: true,
        StagingDistributionDnsNames: { Quantity: 1, Items: [domainOf('E9EXAMPLE')] },
      },
    });
    expect(await attach(['E1EXAMPLE'], { staging: true })).toContain('E9EXAMPLE default: attached to logs');
  });

  it('prints the missing permission and the policy statement to add', async () => {
    const resource = 'arn:aws:cloudfront::111122223333:distribution/E1EXAMPLE';
    account.beforeUpdate = () => {
      throw createDeniedError('cloudfront:UpdateDistribution', resource);
    };
    expect(await attach(['E1EXAMPLE'])).toEqual([
      `expected arn:aws:iam::111122223333:user/alice to be allowed cloudfront:UpdateDistribution on ${resource}, got ` +
        'AccessDenied (because no identity-based policy allows the cloudfront:UpdateDistribution action); add the ' +
        `statement {"Effect":"Allow","Action":"cloudfront:UpdateDistribution","Resource":"${resource}"}`,
    ]);
  });
});

describe('detach', () => {
  it('prints its changes, and keeps other log configurations', async () => {
    expect(await detach(['E1EXAMPLE', 'E2EXAMPLE'])).toEqual([
      'E1EXAMPLE: nothing to change',
      'E2EXAMPLE default: detached from logs',
      'Every edge location will have the change within minutes.',
    ]);
    expect(account.attachmentsOf('E2EXAMPLE')).toEqual({ default: undefined, '/video/*': 'video' });
  });

  it('rejects a behavior with another log configuration, and prints how to detach it', async () => {
    expect(await detach(['E2EXAMPLE'], { behaviors: ['default', '/video/*'] })).toEqual([
      "expected the behavior '/video/*' of E2EXAMPLE to have the log configuration logs, got video; to detach it, use --name video",
    ]);
    expect(updates()).toEqual([]);
  });

  it('detaches from every distribution that has the log configuration', async () => {
    await attach(['E1EXAMPLE']);
    expect(await detach([], { everywhere: true, wait: true })).toEqual([
      'E1EXAMPLE default: detached from logs',
      'E1EXAMPLE /images/*: detached from logs',
      'E2EXAMPLE default: detached from logs',
      'E1EXAMPLE: deployed',
      'E2EXAMPLE: deployed',
    ]);
    expect(await detach([], { everywhere: true })).toEqual([
      'No distribution has the log configuration logs',
    ]);
  });
});
