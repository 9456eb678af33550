import { callsOfClient } from '../../../../core/aws/distribution/callsOfClient.ts';
import { changeDistribution } from '../../../../core/aws/distribution/changeDistribution.ts';
import { waitForDeployment } from '../../../../core/aws/distribution/waitForDeployment.ts';
import {
  arnOf,
  CloudFrontAccount,
  cloudFrontError,
  createDeniedError,
} from '../../../support/cloudFrontAccount.ts';

const id = 'E2EXAMPLE';
const wish = {
  logConfiguration: arnOf('logs'),
  attach: 'all',
  detach: [],
  ours: [arnOf('logs')],
  replace: false,
} as const;

let account: CloudFrontAccount;
let pauses: number[];

beforeEach(() => {
  account = new CloudFrontAccount();
  account.addDistribution(id, { default: undefined, '/images/*': undefined });
  pauses = [];
});

function createCalls() {
  return callsOfClient(account, async (milliseconds) => {
    pauses.push(milliseconds);
  });
}

describe('changeDistribution', () => {
  it('attaches, and updates nothing the second time', async () => {
    expect(await changeDistribution(createCalls(), id, wish)).toHaveLength(2);
    expect(await changeDistribution(createCalls(), id, wish)).toEqual([]);
    expect(account.attachmentsOf(id)).toEqual({ default: 'logs', '/images/*': 'logs' });
    expect(account.called).toEqual([
      `getDistribution ${id}`,
      `updateDistribution ${id}`,
      `getDistribution ${id}`,
    ]);
  });

  it('keeps concurrent changes of others', async () => {
    account.beforeUpdate = () => {
      account.beforeUpdate = () => {};
      account.touch(id, { Comment: 'changed by others' });
    };
    await changeDistribution(createCalls(), id, wish);
    expect(account.distributions.get(id)?.config.Comment).toBe('changed by others');
    expect(account.attachmentsOf(id)).toEqual({ default: 'logs', '/images/*': 'logs' });
    expect(pauses).toEqual([1000]);
  });

  it('gives up after increasing pauses if others always change the distribution first', async () => {
    account.beforeUpdate = () => account.touch(id);
    await expect(changeDistribution(createCalls(), id, wish)).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000]);
  });

  it.each([
    createDeniedError('cloudfront:UpdateDistribution', `arn:aws:cloudfront::111122223333:distribution/${id}`),
    cloudFrontError('Throttling', 'Rate exceeded'),
  ])('throws %s immediately', async (error) => {
    account.beforeUpdate = () => {
      throw error;
    };
    await expect(changeDistribution(createCalls(), id, wish)).rejects.toBe(error);
    expect(pauses).toEqual([]);
  });

  it('throws NoSuchDistribution if the distribution does not exist', async () => {
    await expect(changeDistribution(createCalls(), 'E3EXAMPLE', wish)).rejects.toMatchObject({
      name: 'NoSuchDistribution',
    });
  });
});

describe('waitForDeployment', () => {
  it('waits until every edge location has the configuration', async () => {
    account.looksUntilDeployed = 3;
    await changeDistribution(createCalls(), id, wish);
    expect(await waitForDeployment(createCalls(), id, 600_000)).toBe(true);
    expect(pauses).toEqual([15_000, 15_000, 15_000]);
  });

  it('stops waiting after the longest time', async () => {
    account.looksUntilDeployed = 100;
    await changeDistribution(createCalls(), id, wish);
    expect(await waitForDeployment(createCalls(), id, 40_000)).toBe(false);
    expect(pauses).toEqual([15_000, 15_000]);
  });
});
