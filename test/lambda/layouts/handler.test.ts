import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { expectedLayoutsType } from '../../../core/aws/customResources.ts';
import { createChange } from '../../../lambda/layouts/handler.ts';
import { neverAborted } from '../consumer/recordingClient.ts';
import { s3Error } from '../consumer/serviceErrors.ts';
import { StoredObject } from './storedObject.ts';

const mockPauses: number[] = [];
jest.mock('node:timers/promises', () => ({
  setTimeout: async (milliseconds: number) => {
    mockPauses.push(milliseconds);
  },
}));

let object: StoredObject;
let isRollingBack: boolean;

beforeEach(() => {
  object = new StoredObject();
  isRollingBack = false;
  mockPauses.length = 0;
});

function send(kind: string, physicalId?: string, request = 'request-1') {
  const change = createChange(
    { lakeBucket: 'lake' },
    { s3: object, cloudFront: undefined } as never,
    async () => isRollingBack,
  );
  const event = {
    RequestType: kind,
    RequestId: request,
    LogicalResourceId: 'Expected',
    PhysicalResourceId: physicalId,
    ResourceType: expectedLayoutsType,
    ResourceProperties: { Orders: ['timestamp,c-ip'] },
  };
  return change(event as unknown as CloudFormationCustomResourceEvent, neverAborted());
}

describe('the layouts of a first deployment', () => {
  it('are removed when the deployment fails and is rolled back, so that the bucket can be deleted', async () => {
    expect(await send('Create')).toBe('wroteFirst');
    isRollingBack = true;
    await send('Delete', 'Expected-wrote-first');
    expect(object.text).toBeUndefined();
  });

  it('are also removed if Lambda sent the creation event twice', async () => {
    await send('Create');
    expect(await send('Create')).toBe('wroteFirst');
  });

  it('are kept when the stack is deleted', async () => {
    await send('Create');
    await send('Delete', 'Expected-wrote-first');
    expect(object.text).toContain('1-2');
  });

  it('are kept if they existed before the failed deployment', async () => {
    await send('Create');
    expect(await send('Create', undefined, 'request-2')).toBeUndefined();
    isRollingBack = true;
    await send('Delete', 'Expected');
    expect(object.text).toContain('1-2');
  });
});

describe('a role that was just created', () => {
  it('is retried until its policy takes effect in S3', async () => {
    let refusals = 2;
    object.beforePut = () => {
      if (refusals-- > 0) throw s3Error('AccessDenied', 403, 'Access Denied');
    };
    await send('Create');
    expect(mockPauses).toEqual([5000, 5000]);
    expect(object.text).toContain('1-2');
  });

  it('is retried for at most half a minute', async () => {
    object.beforePut = () => {
      throw s3Error('AccessDenied', 403, 'Access Denied');
    };
    await expect(send('Create')).rejects.toThrow('Access Denied');
    expect(mockPauses).toHaveLength(6);
  });
});
