import { Aspects, CfnResource, TagManager, Tags } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Types that the CDK's own helpers make without a way to tag them, such as the function that empties buckets. */
const typesOfHelpers = ['AWS::IAM::Role', 'AWS::Lambda::Function'];

/** Tags every resource below a construct that can have tags, the CDK's own helpers included. */
export function tagAll(scope: IConstruct, tags: Readonly<Record<string, string>>): void {
  const entries = Object.entries(tags);
  for (const [name, value] of entries) Tags.of(scope).add(name, value);
  if (entries.length === 0) return;
  const list = entries.map(([Key, Value]) => ({ Key, Value }));
  Aspects.of(scope).add({
    visit(node: IConstruct) {
      const isHelper = CfnResource.isCfnResource(node) && !TagManager.isTaggable(node);
      if (isHelper && typesOfHelpers.includes(node.cfnResourceType)) node.addPropertyOverride('Tags', list);
    },
  });
}
