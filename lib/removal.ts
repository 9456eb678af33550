import { RemovalPolicy } from 'aws-cdk-lib';

/**
 * Returns the removal policy for a setting such as `lakeRemoval`. Even a retained resource is deleted if the deployment
 * that creates it fails (`RetainExceptOnCreate`), so that a failed first deployment leaves no resources.
 */
export function removalPolicy(removal: 'retain' | 'destroy'): RemovalPolicy {
  return removal === 'retain' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
}
