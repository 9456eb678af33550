import { CfnResource, Stack, Token } from 'aws-cdk-lib';
import { CfnRealtimeLogConfig } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct, IConstruct } from 'constructs';
import { ConfigurationError } from './configurationError.ts';

/**
 * Rejects a name that another real-time log configuration of the app has in the same stack or in the same account:
 * names of log configurations are unique in an account, also across regions. Stacks without an account can be deployed
 * to different accounts.
 *
 * @throws ConfigurationError if the name is used twice
 */
export function rejectDuplicateName({ node }: Construct, stack: Stack, name: string): void {
  const other = node.root.node
    .findAll()
    .find((construct) => nameOfLogConfiguration(construct) === name && haveSameAccount(construct, stack));
  if (other === undefined) return;
  const owner = other.node.path.replace(/\/(?:LogConfiguration\/)?Resource$/, '');
  throw new ConfigurationError(
    'name',
    `expected a name that no other log configuration of the account has, got '${name}' for '${owner}' and '${node.path}'`,
  );
}

/** Recognizes log configurations by their type, because an app can load several copies of this package. */
function nameOfLogConfiguration(construct: IConstruct): string | undefined {
  const isLogConfiguration =
    CfnResource.isCfnResource(construct) &&
    construct.cfnResourceType === CfnRealtimeLogConfig.CFN_RESOURCE_TYPE_NAME;
  return isLogConfiguration ? (construct as CfnRealtimeLogConfig).name : undefined;
}

function haveSameAccount(construct: IConstruct, stack: Stack): boolean {
  const other = Stack.of(construct);
  return other === stack || (other.account === stack.account && !Token.isUnresolved(stack.account));
}
