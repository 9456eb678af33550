import { RemovalPolicy } from 'aws-cdk-lib';

/** The policy of a setting such as `lakeRemoval`. */
export function removalPolicy(removal: 'retain' | 'destroy'): RemovalPolicy {
  return removal === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
}
