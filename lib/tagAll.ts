import { Aspects, CfnResource, TagManager, Tags } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Types of resources that the CDK creates without support for tags, such as the function that empties buckets. */
const typesOfHelpers = ['AWS::IAM::Role', 'AWS::Lambda::Function'];

/** Tags all resources in a construct that support tags, including resources that the CDK adds. */
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
