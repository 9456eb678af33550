import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import {
  type AttachmentProperties,
  attachmentType,
  departureType,
} from '../../../core/aws/customResources.ts';
import { createChange } from '../../../lambda/attachment/handler.ts';
import type { Replaced } from '../../../lambda/attachment/replacedStore.ts';
import { NothingMadeError } from '../../../lambda/customResource/customResourceHandler.ts';
import {
  arnOf,
  CloudFrontAccount,
  cloudFrontError,
  createDeniedError,
} from '../../support/cloudFrontAccount.ts';
import { neverAborted } from '../consumer/recordingClient.ts';

const mockPauses: number[] = [];
jest.mock('node:timers/promises', () => ({
  setTimeout: async (milliseconds: number) => {
    mockPauses.push(milliseconds);
  },
}));

const id = 'E2EXAMPLE';
let account: CloudFrontAccount;
/** Notes on replaced log configurations, by distribution. */
let notes: Map<string, Replaced>;
let isRollingBack: boolean;

beforeEach(() => {
  account = new CloudFrontAccount();
  notes = new Map();
  isRollingBack = false;
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

const replaced = {
  read: async (distributionId: string) => notes.get(distributionId) ?? new Map(),
  write: async (distributionId: string, note: Replaced) => {
    if (note.size === 0) notes.delete(distributionId);
    else notes.set(distributionId, note);
  },
};

async function send(
  kind: Kind,
  wanted: AttachmentProperties,
  before?: AttachmentProperties,
  type: string = attachmentType,
): Promise<void> {
  const event = {
    RequestType: kind,
    ResourceType: type,
    ResourceProperties: wanted,
    OldResourceProperties: before,
  };
  const change = createChange<DistributionConfig>({
    client: account,
    replaced,
    isRollingBack: async () => isRollingBack,
  });
  await change(event as unknown as CloudFormationCustomResourceEvent, neverAborted());
}

const updates = () => account.called.filter((call) => call.startsWith('update'));

describe('the attachment', () => {
  it('attaches when the resource is created, and changes nothing when repeated', async () => {
    account.addDistribution(id, { default: undefined, '/images/*': undefined });
    await send('Create', properties());
    await send('Create', properties());
    expect(account.attachmentsOf(id)).toEqual({ default: 'logs', '/images/*': 'logs' });
    expect(updates()).toHaveLength(1);
    expect(mockPauses).toEqual([]);
  });

  it('changes with the behaviors, and waits until detached behaviors are deployed', async () => {
    account.addDistribution(id, { default: 'logs', '/images/*': 'logs', '/api/*': undefined });
    account.looksUntilDeployed = 2;
    await send(
      'Update',
      properties({ Behaviors: ['default', '/api/*'] }),
      properties({ Behaviors: ['default', '/images/*'] }),
    );
    expect(account.attachmentsOf(id)).toEqual({ default: 'logs', '/images/*': undefined, '/api/*': 'logs' });
    expect(updates()).toHaveLength(1);
    expect(mockPauses).toEqual([15_000, 15_000]);
  });

  it('moves to another log configuration in one update, and back when the stack rolls back', async () => {
    account.addDistribution(id, { default: 'logs', '/images/*': 'logs' });
    const renamed = properties({ LogConfigurationArn: arnOf('renamed') });
    await send('Update', renamed, properties());
    expect(account.attachmentsOf(id)).toEqual({ default: 'renamed', '/images/*': 'renamed' });
    expect(updates()).toHaveLength(1);
    await send('Update', properties(), renamed);
    expect(account.attachmentsOf(id)).toEqual({ default: 'logs', '/images/*': 'logs' });
  });

  it('is removed when the resource is deleted, except for log configurations that others attached', async () => {
    account.addDistribution(id, { default: 'logs', '/images/*': 'video', '/api/*': 'logs' });
    await send('Delete', properties({ Behaviors: ['default', '/images/*'] }));
    expect(account.attachmentsOf(id)).toEqual({ default: undefined, '/images/*': 'video', '/api/*': 'logs' });
    await send('Delete', properties({ Behaviors: ['default', '/images/*'] }));
    expect(updates()).toHaveLength(1);
  });

  it('ends without an error if the distribution was deleted', async () => {
    await expect(send('Delete', properties())).resolves.toBeUndefined();
  });

  it('moves to another distribution', async () => {
    account.addDistribution(id, { default: 'logs' });
    account.addDistribution('E3EXAMPLE', { default: undefined });
    await send('Update', properties({ DistributionId: 'E3EXAMPLE' }), properties());
    expect([account.attachmentsOf(id), account.attachmentsOf('E3EXAMPLE')]).toEqual([
      { default: undefined },
      { default: 'logs' },
    ]);
  });

  it('replaces other log configurations only if Replace is true', async () => {
    account.addDistribution(id, { default: 'video' });
    const refused = send('Create', properties());
    await expect(refused).rejects.toBeInstanceOf(NothingMadeError);
    await expect(refused).rejects.toThrow(
      "expected the behavior 'default' of E2EXAMPLE without a log configuration",
    );
    await send('Create', properties({ Replace: 'true' }));
    expect(account.attachmentsOf(id)).toEqual({ default: 'logs' });
  });

  it('waits until a new policy takes effect', async () => {
    account.addDistribution(id, { default: undefined });
    let refusals = 2;
    account.beforeUpdate = () => {
      if (refusals-- > 0)
        throw createDeniedError(
          'cloudfront:UpdateDistribution',
          `arn:aws:cloudfront::111122223333:distribution/${id}`,
        );
    };
    await send('Create', properties());
    expect(account.attachmentsOf(id)).toEqual({ default: 'logs' });
    expect(mockPauses).toEqual([5000, 5000]);
  });

  it('reports the missing permission and the policy statement to add', async () => {
    account.addDistribution(id, { default: undefined });
    const functionArn = 'arn:aws:lambda:us-east-1:111122223333:function:rewrite:3';
    account.beforeUpdate = () => {
      throw createDeniedError('lambda:GetFunction', functionArn);
    };
    await expect(send('Create', properties())).rejects.toThrow(
      `add the statement {"Effect":"Allow","Action":"lambda:GetFunction","Resource":"${functionArn}"}`,
    );
    expect(mockPauses).toHaveLength(6);
  });

  it("moves within the function's timeout, even if both distributions are slow", async () => {
    account.addDistribution(id, { default: 'logs' });
    account.addDistribution('E3EXAMPLE', { default: 'video' });
    account.looksUntilDeployed = 1000;
    await send('Update', properties({ DistributionId: 'E3EXAMPLE', Replace: 'true' }), properties());
    expect(mockPauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThanOrEqual(12 * 60_000);
  });

  it("stops waiting before the function's timeout", async () => {
    account.addDistribution(id, { default: 'logs' });
    account.looksUntilDeployed = 1000;
    await send('Delete', properties());
    expect(mockPauses.reduce((sum, pause) => sum + pause, 0)).toBe(12 * 60_000);
    expect(console.warn).toHaveBeenCalledWith(
      expect.stringContaining('not deployed everywhere after 12 minutes'),
    );
  });
});

describe('a rollback', () => {
  it('succeeds after an update with a behavior that does not exist', async () => {
    account.addDistribution(id, { default: 'logs' });
    const wrong = properties({ Behaviors: ['default', '/nope/*'] });
    const right = properties({ Behaviors: ['default'] });
    await expect(send('Update', wrong, right)).rejects.toThrow("got '/nope/*'");
    await send('Update', right, wrong);
    expect(account.attachmentsOf(id)).toEqual({ default: 'logs' });
  });

  it('and an update succeed if an attached behavior no longer exists', async () => {
    account.addDistribution(id, { default: 'logs', '/api/*': undefined });
    const before = properties({ Behaviors: ['default', '/gone/*'] });
    const after = properties({ Behaviors: ['default', '/gone/*', '/api/*'] });
    await send('Update', after, before);
    expect(account.attachmentsOf(id)).toEqual({ default: 'logs', '/api/*': 'logs' });
    await send('Update', before, after);
    expect(account.attachmentsOf(id)).toEqual({ default: 'logs', '/api/*': undefined });
  });

  it('to a behavior that was deleted in the meantime succeeds, but a deployment of it fails', async () => {
    account.addDistribution(id, { default: 'logs' });
    const back = properties({ Behaviors: ['default', '/gone/*'] });
    const from = properties({ Behaviors: ['default'] });
    await expect(send('Update', back, from)).rejects.toThrow("got '/gone/*'");
    isRollingBack = true;
    await send('Update', back, from);
    expect(account.attachmentsOf(id)).toEqual({ default: 'logs' });
  });

  it('keeps a log configuration that others attached in the meantime', async () => {
    account.addDistribution(id, { default: 'video', '/api/*': 'logs' });
    const all = properties();
    await expect(send('Update', all, all)).rejects.toThrow('got video');
    isRollingBack = true;
    await send('Update', all, all);
    expect(account.attachmentsOf(id)).toEqual({ default: 'video', '/api/*': 'logs' });
  });

  it('and an update succeed if the distribution was deleted manually', async () => {
    await send('Update', properties({ Behaviors: ['default'] }), properties());
    await send('Update', properties(), properties({ Behaviors: ['default'] }));
    expect(updates()).toEqual([]);
  });

  it('to a distribution that was deleted manually succeeds, but moving to it fails', async () => {
    account.addDistribution('E3EXAMPLE', { default: 'logs' });
    const there = properties({ DistributionId: 'E3EXAMPLE' });
    await expect(send('Update', properties(), there)).rejects.toThrow('does not exist');
    isRollingBack = true;
    await send('Update', properties(), there);
    expect(account.attachmentsOf('E3EXAMPLE')).toEqual({ default: undefined });
  });

  it('does not make the creation of an attachment less strict', async () => {
    account.addDistribution(id, { default: undefined });
    isRollingBack = true;
    await expect(send('Create', properties({ Behaviors: ['/nope/*'] }))).rejects.toThrow("got '/nope/*'");
    await expect(send('Create', properties({ DistributionId: 'E9EXAMPLE' }))).rejects.toThrow(
      'does not exist',
    );
  });
});

describe('a replaced log configuration', () => {
  const taking = properties({ Replace: 'true' });

  it('is restored when the attachment is deleted', async () => {
    account.addDistribution(id, { default: 'video', '/api/*': undefined, '/images/*': 'logs' });
    await send('Create', taking);
    expect(notes.get(id)).toEqual(new Map([['default', arnOf('video')]]));
    await send('Delete', taking);
    expect(account.attachmentsOf(id)).toEqual({
      default: 'video',
      '/api/*': undefined,
      '/images/*': undefined,
    });
    expect(notes.size).toBe(0);
  });

  it('is restored by the rollback of the update that replaced it', async () => {
    account.addDistribution(id, { default: 'logs', '/api/*': 'video' });
    const before = properties({ Behaviors: ['default'] });
    await send('Update', taking, before);
    expect(account.attachmentsOf(id)).toEqual({ default: 'logs', '/api/*': 'logs' });
    await send('Update', before, taking);
    expect(account.attachmentsOf(id)).toEqual({ default: 'logs', '/api/*': 'video' });
  });

  it('remains noted while the log configuration moves to another name', async () => {
    account.addDistribution(id, { default: 'video' });
    await send('Create', taking);
    const renamed = { ...taking, LogConfigurationArn: arnOf('renamed') };
    await send('Update', renamed, taking);
    await send('Delete', renamed);
    expect(account.attachmentsOf(id)).toEqual({ default: 'video' });
  });

  it('is noted before it is replaced, so that a crash loses nothing', async () => {
    account.addDistribution(id, { default: 'video' });
    let noted: Replaced | undefined;
    account.beforeUpdate = () => {
      noted = notes.get(id);
    };
    await send('Create', taking);
    expect(noted).toEqual(new Map([['default', arnOf('video')]]));
  });

  it('is not restored if it no longer exists', async () => {
    account.addDistribution(id, { default: 'video' });
    await send('Create', taking);
    let isRefused = false;
    account.beforeUpdate = () => {
      if (isRefused) return;
      isRefused = true;
      throw cloudFrontError('NoSuchRealtimeLogConfig', 'The real-time log configuration does not exist.');
    };
    await send('Delete', taking);
    expect(account.attachmentsOf(id)).toEqual({ default: undefined });
  });

  it('does not prevent the deletion of the stack if the bucket was deleted', async () => {
    account.addDistribution(id, { default: 'logs' });
    const read = jest
      .spyOn(replaced, 'read')
      .mockRejectedValue(cloudFrontError('NoSuchBucket', 'No such bucket.'));
    await send('Delete', taking);
    read.mockRestore();
    expect(account.attachmentsOf(id)).toEqual({ default: undefined });
  });
});

describe('a distribution ID that is known only at deployment', () => {
  const old = properties({ Departs: 'true' });
  const next = properties({ DistributionId: 'E3EXAMPLE', Departs: 'true' });
  /** The distribution that the policy allows to update. */
  let allowed: string;

  beforeEach(() => {
    account.addDistribution(id, { default: 'logs' });
    account.addDistribution('E3EXAMPLE', { default: undefined });
    const get = account.getDistribution.bind(account);
    account.getDistribution = async (input) => {
      if (input.Id === allowed) return get(input);
      throw createDeniedError(
        'cloudfront:GetDistribution',
        `arn:aws:cloudfront::111122223333:distribution/${input.Id}`,
      );
    };
  });

  /** Updates the resources in the order of CloudFormation: departure, policy, attachment. */
  async function update(wanted: AttachmentProperties, before: AttachmentProperties): Promise<void> {
    allowed = before.DistributionId;
    await send('Update', wanted, before, departureType);
    allowed = wanted.DistributionId;
    await send('Update', wanted, before);
  }

  function listAttachments() {
    return [account.attachmentsOf(id), account.attachmentsOf('E3EXAMPLE')];
  }

  it('moves although the policy allows one distribution at a time, and back in a rollback', async () => {
    await update(next, old);
    expect(listAttachments()).toEqual([{ default: undefined }, { default: 'logs' }]);
    isRollingBack = true;
    await update(old, next);
    expect(listAttachments()).toEqual([{ default: 'logs' }, { default: undefined }]);
  });

  it('remains attached when something else changes', async () => {
    await update({ ...old, Replace: 'true' }, old);
    await send('Create', old, undefined, departureType);
    await send('Delete', old, undefined, departureType);
    expect(listAttachments()).toEqual([{ default: 'logs' }, { default: undefined }]);
  });
});
