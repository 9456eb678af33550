import * as cdk from 'aws-cdk-lib';
import { type CfnElement, Stack } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { LakeFolder } from './lakeFolder.ts';

/**
 * Acknowledges a finding of cdk-nag, or of CloudFormation's validation, with the reason why the resource is fine.
 *
 * @param rule identifier of the rule, with the finding in brackets if it has several
 */
export function acknowledge(construct: IConstruct, rule: string, reason: string): void {
  // Older versions of aws-cdk-lib have no `Validations`, so there is nothing to acknowledge.
  if ('Validations' in cdk)
    cdk.Validations.of(construct).acknowledge({ id: plainText(construct, rule), reason });
}

/** Writes references in a text as cdk-nag does: `<Bucket.Arn>`, `<Parameter>`. */
function plainText(construct: IConstruct, text: string): string {
  return textOf(Stack.of(construct).resolve(text));
}

function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const [[name, argument] = []] = Object.entries(value);
  if (name === 'Ref') return `<${argument}>`;
  if (name === 'Fn::GetAtt') return `<${argument.join('.')}>`;
  if (name === 'Fn::Join') return argument[1].map(textOf).join(argument[0]);
  return JSON.stringify(value);
}

/** Acknowledges that a policy allows access to all objects under a prefix, with the reason. */
export function acknowledgeObjects(
  construct: IConstruct,
  place: Pick<IBucket, 'bucketName' | 'node'> | LakeFolder,
  pattern: string,
  reason: string,
): void {
  const [bucket, prefix] = place instanceof LakeFolder ? [place.bucket, place.prefix] : [place, ''];
  const { defaultChild } = bucket.node;
  const name =
    defaultChild === undefined
      ? `arn:<AWS::Partition>:s3:::${bucket.bucketName}`
      : `<${Stack.of(defaultChild).resolve((defaultChild as CfnElement).logicalId)}.Arn>`;
  acknowledge(construct, `AwsSolutions-IAM5[Resource::${name}/${prefix}${pattern}]`, reason);
}
