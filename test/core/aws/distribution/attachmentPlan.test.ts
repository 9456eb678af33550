import { type DesiredAttachment, planAttachment } from '../../../../core/aws/distribution/attachmentPlan.ts';
import type { BehaviorConfig } from '../../../../core/aws/distribution/cloudFrontCalls.ts';

const ours = 'arn:aws:cloudfront::111122223333:realtime-log-config/logs';
const earlier = 'arn:aws:cloudfront::111122223333:realtime-log-config/earlier';
const others = 'arn:aws:cloudfront::111122223333:realtime-log-config/video';

const web: BehaviorConfig & { TargetOriginId: string; Compress: boolean } = {
  TargetOriginId: 'web',
  Compress: true,
};

const config = {
  CallerReference: 'made-by-hand',
  DefaultCacheBehavior: web,
  CacheBehaviors: {
    Quantity: 3,
    Items: [
      { PathPattern: '/images/*', TargetOriginId: 'web', RealtimeLogConfigArn: ours },
      { PathPattern: '/old/*', TargetOriginId: 'web', RealtimeLogConfigArn: earlier },
      { PathPattern: '/video/*', TargetOriginId: 'web', RealtimeLogConfigArn: others },
    ],
  },
};

function plan(desired: Partial<DesiredAttachment>) {
  return planAttachment('E2EXAMPLE', config, {
    logConfiguration: ours,
    attach: [],
    detach: [],
    ours: [ours],
    replace: false,
    ...desired,
  });
}

describe('planAttachment', () => {
  it('changes only the named behaviors, and nothing else in the configuration', () => {
    expect(plan({ attach: ['default', '/images/*'] })).toEqual({
      changes: [{ behavior: 'default', from: undefined, to: ours }],
      config: {
        ...config,
        DefaultCacheBehavior: { TargetOriginId: 'web', Compress: true, RealtimeLogConfigArn: ours },
      },
    });
  });

  it('moves behaviors with our log configuration to another one', () => {
    const { changes } = plan({ attach: ['/images/*', '/old/*'], ours: [ours, earlier] });
    expect(changes).toEqual([{ behavior: '/old/*', from: earlier, to: ours }]);
  });

  it('detaches our log configuration from behaviors that are no longer wanted, and changes nothing else', () => {
    const { changes, config: changed } = plan({ detach: 'all' });
    expect(changes).toEqual([{ behavior: '/images/*', from: ours, to: undefined }]);
    expect(changed.CacheBehaviors.Items[0]).toEqual({ PathPattern: '/images/*', TargetOriginId: 'web' });
    expect(changed.CacheBehaviors.Items[2]).toEqual(config.CacheBehaviors.Items[2]);
  });

  it('detaches only from the named behaviors, even if others have our log configuration', () => {
    expect(plan({ detach: ['/old/*', '/gone/*'] }).changes).toEqual([]);
  });

  it('contains no change if the desired state is reached', () => {
    const { changes, config: same } = plan({ attach: ['/images/*'] });
    expect(changes).toEqual([]);
    expect(same).toEqual(config);
  });

  it('names a behavior that does not exist, and the existing ones', () => {
    expect(() => plan({ attach: ['/imgs/*'] })).toThrow(
      new Error(
        "expected a behavior of E2EXAMPLE (default, /images/*, /old/*, /video/*), got '/imgs/*'; did you mean '/images/*'?",
      ),
    );
  });

  it('names a behavior with a foreign log configuration', () => {
    expect(() => plan({ attach: 'all', ours: [ours, earlier] })).toThrow(
      new Error(
        "expected the behavior '/video/*' of E2EXAMPLE without a log configuration, got video; replace it " +
          '(--replace, or replace: true in attachTo) or leave the behavior out',
      ),
    );
  });

  it('replaces foreign log configurations if requested', () => {
    const { changes } = plan({ attach: 'all', replace: true });
    expect(changes).toEqual([
      { behavior: 'default', from: undefined, to: ours },
      { behavior: '/old/*', from: earlier, to: ours },
      { behavior: '/video/*', from: others, to: ours },
    ]);
  });

  it('handles distributions with only a default behavior, and behaviors with an empty ARN', () => {
    const plain = { DefaultCacheBehavior: { RealtimeLogConfigArn: '' } };
    const desired = {
      logConfiguration: ours,
      attach: 'all',
      detach: [],
      ours: [ours],
      replace: false,
    } as const;
    expect(planAttachment('E2EXAMPLE', plain, desired)).toEqual({
      changes: [{ behavior: 'default', from: undefined, to: ours }],
      config: { DefaultCacheBehavior: { RealtimeLogConfigArn: ours } },
    });
  });
});
