import { arnsOf, type LocalAccount, localAccount } from '../account.ts';
import type { EndpointService } from './endpoint.ts';
import { listParameter, queryService } from './queryService.ts';
import { ServiceError } from './serviceError.ts';

/** Creates a local IAM with the role that CloudFront writes with, which has all necessary permissions. */
export function iamService(account: LocalAccount): EndpointService {
  const arn = arnsOf(account).deliveryRole;
  const roleName = arn.split('/').at(-1) ?? '';
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:SourceAccount': localAccount } },
      },
    ],
  };
  return queryService('iam', {
    GetRole(parameters) {
      const name = parameters.get('RoleName');
      if (name !== roleName) {
        throw new ServiceError('NoSuchEntity', `The role with name ${name} cannot be found.`, {
          status: 404,
        });
      }
      return {
        Role: {
          Path: '/',
          RoleName: roleName,
          RoleId: 'AROALOCAL',
          Arn: arn,
          CreateDate: new Date(0).toISOString(),
          AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(trust)),
        },
      };
    },
    SimulatePrincipalPolicy(parameters) {
      const actions = listParameter(parameters, 'ActionNames');
      const resource = listParameter(parameters, 'ResourceArns')[0] ?? '*';
      return {
        IsTruncated: false,
        EvaluationResults: {
          member: actions.map((action) => ({
            EvalActionName: action,
            EvalResourceName: resource,
            EvalDecision: 'allowed',
          })),
        },
      };
    },
  });
}
