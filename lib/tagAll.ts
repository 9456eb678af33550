import { Tags } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Tags everything below a construct that can have tags. */
export function tagAll(scope: IConstruct, tags: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(tags)) Tags.of(scope).add(name, value);
}
