import { RemovalPolicy } from 'aws-cdk-lib';
import { ConfigurationError } from '../settings/configurationError.ts';

/**
 * Returns the option's value for a removal policy.
 *
 * @throws ConfigurationError if the policy is neither RETAIN nor DESTROY
 */
export function removalOf(prop: string, policy: RemovalPolicy | undefined): 'retain' | 'destroy' | undefined {
  switch (policy) {
    case undefined:
      return undefined;
    case RemovalPolicy.DESTROY:
      return 'destroy';
    case RemovalPolicy.RETAIN:
    case RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE:
      return 'retain';
    default:
      throw new ConfigurationError(prop, `expected the removal policy RETAIN or DESTROY, got '${policy}'`);
  }
}

/** Returns the removal policy for an option's value. */
export function removalPolicyOf(removal: 'retain' | 'destroy' | undefined): RemovalPolicy | undefined {
  if (removal === undefined) return undefined;
  return removal === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
}
