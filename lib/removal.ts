import { RemovalPolicy } from 'aws-cdk-lib';

/**
 * The policy of a setting such as `lakeRemoval`. What is retained is deleted all the same if the deployment that
 * creates it fails (`RetainExceptOnCreate`), so that a failed first deployment leaves nothing behind.
 */
export function removalPolicy(removal: 'retain' | 'destroy'): RemovalPolicy {
  return removal === 'retain' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
}
