import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Says why a rule of cdk-nag, or of CloudFormation's validation, does not apply to a resource.
 *
 * @param rule identifier of the rule, with the finding in brackets where it has several
 */
export function acknowledge(construct: IConstruct, rule: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: rule, reason });
}
