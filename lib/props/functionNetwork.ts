import { Annotations } from 'aws-cdk-lib';
import {
  type IConnectable,
  type ISecurityGroup,
  type IVpc,
  SecurityGroup,
  type SubnetSelection,
} from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import type { Network } from '../existing/network.ts';

/** Subnets and security groups of functions in a VPC. */
export interface FunctionNetworkProps {
  /**
   * Subnets of the functions.
   *
   * @default - the private subnets
   */
  readonly subnets?: SubnetSelection;

  /**
   * Security groups of the functions.
   *
   * @default - a new security group, which allows all outbound traffic
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * Whether the functions that call CloudFront during a deployment also run in the VPC. CloudFront's API has no VPC
   * endpoint, so the subnets need access to the internet.
   *
   * @default false
   */
  readonly deploymentFunctions?: boolean;
}

/** Subnets and security groups by their IDs. */
export interface FunctionNetworkIds {
  /** IDs of the subnets. */
  readonly subnetIds: string[];
  /** IDs of the security groups. */
  readonly securityGroupIds: string[];
  /**
   * Whether the functions that call CloudFront during a deployment also run in the VPC.
   *
   * @default false
   */
  readonly deploymentFunctions?: boolean;
}

/** A VPC that functions run in. docs/bring-your-own.md lists the endpoints that they need. */
export class FunctionNetwork {
  /** Subnets of a VPC. */
  static inVpc(vpc: IVpc, props: FunctionNetworkProps = {}): FunctionNetwork {
    return new FunctionNetwork((scope) => {
      const groups = props.securityGroups ?? [makeSecurityGroup(scope, vpc)];
      const { subnetIds, hasPublic } = vpc.selectSubnets(props.subnets);
      if (hasPublic) warnAboutPublic(scope);
      return {
        subnetIds,
        securityGroupIds: groups.map(({ securityGroupId }) => securityGroupId),
        deploymentFunctions: props.deploymentFunctions ?? false,
      };
    });
  }

  /** Existing subnets and security groups, by their IDs. */
  static ofIds({ subnetIds, securityGroupIds, deploymentFunctions }: FunctionNetworkIds): FunctionNetwork {
    return new FunctionNetwork(() => ({
      subnetIds,
      securityGroupIds,
      deploymentFunctions: deploymentFunctions ?? false,
    }));
  }

  /** @internal */
  static _of(network: Network): FunctionNetwork {
    return new FunctionNetwork(() => network);
  }

  /** Makes the class distinct for the compiler, which otherwise accepts any object: its other members are internal. */
  protected declare readonly _kind: 'FunctionNetwork';
  /** @internal */
  readonly _bind: (scope: Construct) => Network;

  private constructor(bind: (scope: Construct) => Network) {
    this._bind = bind;
  }
}

function makeSecurityGroup(scope: Construct, vpc: IVpc): ISecurityGroup & IConnectable {
  return new SecurityGroup(scope, 'FunctionSecurityGroup', {
    vpc,
    description: 'Functions of the real-time log pipeline',
  }) as ISecurityGroup;
}

function warnAboutPublic(scope: Construct): void {
  Annotations.of(scope).addWarningV2(
    'cloudfront-realtime-logs:public-subnets',
    'network: expected private subnets, got public ones, in which functions have no access to the internet; select private ' +
      'subnets, or make sure that the VPC has the endpoints in docs/bring-your-own.md',
  );
}
