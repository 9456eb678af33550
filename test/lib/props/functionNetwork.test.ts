import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { type IVpc, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { FunctionNetwork } from '../../../lib/props/functionNetwork.ts';
import { makeApp } from '../synthesize.ts';

describe('a VPC of the functions', () => {
  const stack = new Stack(makeApp(), 'Private');
  const vpc = new Vpc(stack, 'Vpc', { maxAzs: 2 }) as IVpc;
  const warningsOf = (one: Stack) => Annotations.fromStack(one).findWarning('*', Match.anyValue());

  it('has private subnets and a new security group by default', () => {
    const network = FunctionNetwork.inVpc(vpc)._bind(stack);
    expect(stack.resolve(network)).toEqual({
      subnetIds: [{ Ref: 'VpcPrivateSubnet1Subnet536B997A' }, { Ref: 'VpcPrivateSubnet2Subnet3788AAA1' }],
      securityGroupIds: [{ 'Fn::GetAtt': [expect.stringMatching(/^FunctionSecurityGroup/), 'GroupId'] }],
      deploymentFunctions: false,
    });
    expect(warningsOf(stack)).toEqual([]);
  });

  it('has a warning if its subnets are public', () => {
    const other = new Stack(makeApp(), 'Public');
    const subnetConfiguration = [{ name: 'public', subnetType: SubnetType.PUBLIC }];
    FunctionNetwork.inVpc(new Vpc(other, 'Vpc', { subnetConfiguration }) as IVpc)._bind(other);
    const [warning] = warningsOf(other);
    expect(warning.entry.data).toMatch(/^network: expected private subnets, got public ones, .*endpoints/);
  });
});
