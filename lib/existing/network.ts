import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';

/** Subnets and security groups of a VPC that functions run in. */
export interface Network {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  /** Whether the functions that call CloudFront during a deployment also run in the VPC. */
  readonly deploymentFunctions: boolean;
}

/**
 * Returns the permissions that Lambda needs in a function's role to connect the function to its VPC (Lambda developer
 * guide, 'Giving Lambda functions access to resources in an Amazon VPC', November 2026).
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

/** Connects a function to a VPC, if one is given. */
export function runInVpc(resource: CfnFunction, network: Network | undefined): void {
  if (network === undefined) return;
  const { subnetIds, securityGroupIds } = network;
  resource.vpcConfig = { subnetIds: [...subnetIds], securityGroupIds: [...securityGroupIds] };
}
