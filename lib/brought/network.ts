import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';

/** Subnets and security groups of a VPC that functions run in. */
export interface Network {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  /** Whether the functions that call CloudFront while a stack is deployed run in it too. */
  readonly deploymentFunctions: boolean;
}

/**
 * What Lambda needs to connect a function to its VPC, which it does with the function's role (Lambda developer guide,
 * 'Giving Lambda functions access to resources in an Amazon VPC', November 2026).
 */
export function joinVpc(network: Network | undefined): PolicyStatement[] {
  if (network === undefined) return [];
  return [
    new PolicyStatement({
      actions: [
        'ec2:AssignPrivateIpAddresses',
        'ec2:CreateNetworkInterface',
        'ec2:DeleteNetworkInterface',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSubnets',
        'ec2:UnassignPrivateIpAddresses',
      ],
      resources: ['*'],
    }),
  ];
}

/** Makes a function run in a VPC. */
export function runInVpc(resource: CfnFunction, network: Network | undefined): void {
  if (network === undefined) return;
  const { subnetIds, securityGroupIds } = network;
  resource.vpcConfig = { subnetIds: [...subnetIds], securityGroupIds: [...securityGroupIds] };
}
