import { CfnResource, Reference, Token, Tokenization } from 'aws-cdk-lib';
import type { AttachmentTarget } from './settings/attachmentOptions.ts';

/** Paths of the distributions among the targets that are constructs of the same app. */
export function distributionsOfApp(targets: readonly Pick<AttachmentTarget, 'distributionId'>[]): string[] {
  return targets.flatMap(({ distributionId }) => {
    const token = Token.isUnresolved(distributionId) ? Tokenization.reverse(distributionId) : undefined;
    const target = token !== undefined && Reference.isReference(token) ? token.target : undefined;
    if (target === undefined || !CfnResource.isCfnResource(target)) return [];
    return target.cfnResourceType === 'AWS::CloudFront::Distribution' ? [target.node.path] : [];
  });
}
