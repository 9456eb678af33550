import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import type { AttachmentProperties } from '../../../core/aws/customResources.ts';
import { createChange } from '../../../lambda/attachment/handler.ts';
import { NothingMadeError } from '../../../lambda/customResource/answering.ts';
import { arnOf, CloudFrontAccount, denied } from '../../support/cloudFrontAccount.ts';
import { noStop } from '../consumer/recordingClient.ts';

const mockPauses: number[] = [];
jest.mock('node:timers/promises', () => ({
  setTimeout: async (milliseconds: number) => {
    mockPauses.push(milliseconds);
  },
}));

const id = 'E2EXAMPLE';
let account: CloudFrontAccount;

beforeEach(() => {
  account = new CloudFrontAccount();
  mockPauses.length = 0;
  jest.spyOn(console, 'info').mockImplementation();
  jest.spyOn(console, 'warn').mockImplementation();
});
afterEach(() => jest.restoreAllMocks());

function properties(given: Partial<AttachmentProperties> = {}): AttachmentProperties {
  return {
    LogConfigurationArn: arnOf('logs'),
    DistributionId: id,
    Behaviors: 'all',
    Replace: 'false',
    ...given,
  };
}

type Kind = 'Create' | 'Update' | 'Delete';

function send(kind: Kind, wanted: AttachmentProperties, before?: AttachmentProperties): Promise<void> {
  const event = { RequestType: kind, ResourceProperties: wanted, OldResourceProperties: before };
  const change = createChange<DistributionConfig>(account);
  return change(event as unknown as CloudFormationCustomResourceEvent, noStop());
}

const updates = () => account.called.filter((call) => call.startsWith('update'));

describe('the attachment', () => {
  it('is made when the resource is created, and again changes nothing', async () => {
    account.addDistribution(id, { default: undefined, '/images/*': undefined });
    await send('Create', properties());
    await send('Create', properties());
    expect(account.carried(id)).toEqual({ default: 'logs', '/images/*': 'logs' });
    expect(updates()).toHaveLength(1);
    expect(mockPauses).toEqual([]);
  });

  it('follows a change of the behaviors, and waits until what was detached is', async () => {
    account.addDistribution(id, { default: 'logs', '/images/*': 'logs', '/api/*': undefined });
    account.looksUntilDeployed = 2;
    await send(
      'Update',
      properties({ Behaviors: ['default', '/api/*'] }),
      properties({ Behaviors: ['default', '/images/*'] }),
    );
    expect(account.carried(id)).toEqual({ default: 'logs', '/images/*': undefined, '/api/*': 'logs' });
    expect(updates()).toHaveLength(1);
    expect(mockPauses).toEqual([15_000, 15_000]);
  });

  it('moves to another log configuration in one update, and back when the stack rolls back', async () => {
    account.addDistribution(id, { default: 'logs', '/images/*': 'logs' });
    const renamed = properties({ LogConfigurationArn: arnOf('renamed') });
    await send('Update', renamed, properties());
    expect(account.carried(id)).toEqual({ default: 'renamed', '/images/*': 'renamed' });
    expect(updates()).toHaveLength(1);
    await send('Update', properties(), renamed);
    expect(account.carried(id)).toEqual({ default: 'logs', '/images/*': 'logs' });
  });

  it('is undone when the resource is deleted, but for what others have put in its place', async () => {
    account.addDistribution(id, { default: 'logs', '/images/*': 'video', '/api/*': 'logs' });
    await send('Delete', properties({ Behaviors: ['default', '/images/*'] }));
    expect(account.carried(id)).toEqual({ default: undefined, '/images/*': 'video', '/api/*': 'logs' });
    await send('Delete', properties({ Behaviors: ['default', '/images/*'] }));
    expect(updates()).toHaveLength(1);
  });

  it('is gone with a distribution that is', async () => {
    await expect(send('Delete', properties())).resolves.toBeUndefined();
  });

  it('moves to another distribution', async () => {
    account.addDistribution(id, { default: 'logs' });
    account.addDistribution('E3EXAMPLE', { default: undefined });
    await send('Update', properties({ DistributionId: 'E3EXAMPLE' }), properties());
    expect([account.carried(id), account.carried('E3EXAMPLE')]).toEqual([
      { default: undefined },
      { default: 'logs' },
    ]);
  });

  it('takes over from others only where it may', async () => {
    account.addDistribution(id, { default: 'video' });
    const refused = send('Create', properties());
    await expect(refused).rejects.toBeInstanceOf(NothingMadeError);
    await expect(refused).rejects.toThrow(
      "expected the behavior 'default' of E2EXAMPLE without a log configuration",
    );
    await send('Create', properties({ Replace: 'true' }));
    expect(account.carried(id)).toEqual({ default: 'logs' });
  });

  it('waits until a new policy is known everywhere', async () => {
    account.addDistribution(id, { default: undefined });
    let refusals = 2;
    account.beforeUpdate = () => {
      if (refusals-- > 0)
        throw denied('cloudfront:UpdateDistribution', `arn:aws:cloudfront::111122223333:distribution/${id}`);
    };
    await send('Create', properties());
    expect(account.carried(id)).toEqual({ default: 'logs' });
    expect(mockPauses).toEqual([5000, 5000]);
  });

  it('tells which permission is missing, and the statement to add', async () => {
    account.addDistribution(id, { default: undefined });
    const functionArn = 'arn:aws:lambda:us-east-1:111122223333:function:rewrite:3';
    account.beforeUpdate = () => {
      throw denied('lambda:GetFunction', functionArn);
    };
    await expect(send('Create', properties())).rejects.toThrow(
      `add the statement {"Effect":"Allow","Action":"lambda:GetFunction","Resource":"${functionArn}"}`,
    );
    expect(mockPauses).toHaveLength(6);
  });

  it('is waited for no longer than the function lives', async () => {
    account.addDistribution(id, { default: 'logs' });
    account.looksUntilDeployed = 1000;
    await send('Delete', properties());
    expect(mockPauses.reduce((sum, pause) => sum + pause, 0)).toBe(12 * 60_000);
    expect(console.warn).toHaveBeenCalledWith(
      expect.stringContaining('not deployed everywhere after 12 minutes'),
    );
  });
});
