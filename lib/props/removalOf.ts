import { RemovalPolicy } from 'aws-cdk-lib';
import { ConfigurationError } from '../settings/configurationError.ts';

/**
 * The option for a removal policy.
 *
 * @throws ConfigurationError if it is neither to retain nor to destroy
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

/** The removal policy that an option names. */
export function removalPolicyOf(removal: 'retain' | 'destroy' | undefined): RemovalPolicy | undefined {
  if (removal === undefined) return undefined;
  return removal === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
}
