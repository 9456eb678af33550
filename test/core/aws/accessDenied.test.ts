import { deniedCall, sayDenied } from '../../../core/aws/accessDenied.ts';

function makeDeniedError(message: string): Error {
  return Object.assign(new Error(message), { name: 'AccessDenied' });
}

const distribution = 'arn:aws:cloudfront::111122223333:distribution/E2EXAMPLE';
const role = 'arn:aws:sts::111122223333:assumed-role/ops/alice';

describe('deniedCall', () => {
  it.each([
    [
      `User: ${role} is not authorized to perform: cloudfront:UpdateDistribution on resource: ${distribution} because no identity-based policy allows the cloudfront:UpdateDistribution action`,
      { caller: role, action: 'cloudfront:UpdateDistribution', resource: distribution },
    ],
    [
      `User: ${role} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::lake/config/layouts.json" because no identity-based policy allows the s3:GetObject action`,
      { caller: role, action: 's3:GetObject', resource: 'arn:aws:s3:::lake/config/layouts.json' },
    ],
    [
      `User: ${role} is not authorized to perform: iam:GetRole on resource: role delivery because no identity-based policy allows the iam:GetRole action`,
      { caller: role, action: 'iam:GetRole', resource: 'arn:aws:iam::111122223333:role/delivery' },
    ],
    [
      `User: ${role} is not authorized to perform: cloudfront:GetDistribution`,
      { caller: role, action: 'cloudfront:GetDistribution', resource: '*' },
    ],
  ])('reads %s', (message, expected) => {
    expect(deniedCall(makeDeniedError(message))).toMatchObject(expected);
  });

  it('is undefined for errors without an action and for other errors', () => {
    expect(deniedCall(makeDeniedError('Access Denied'))).toBeUndefined();
    expect(deniedCall(new Error('not authorized to perform: s3:GetObject'))).toBeUndefined();
  });
});

describe('sayDenied', () => {
  it('asks to remove an explicit deny', () => {
    const message = `User: ${role} is not authorized to perform: cloudfront:UpdateDistribution on resource: ${distribution} with an explicit deny in a service control policy`;
    expect(sayDenied(makeDeniedError(message))).toBe(
      `expected ${role} to be allowed cloudfront:UpdateDistribution on ${distribution}, got AccessDenied with an explicit deny in a service control policy: remove the deny`,
    );
  });

  it('uses the called action if the error does not contain it', () => {
    expect(sayDenied(makeDeniedError('Access Denied'), 'cloudfront:UpdateDistribution')).toBe(
      'expected the caller to be allowed cloudfront:UpdateDistribution on *, got AccessDenied; add the statement {"Effect":"Allow","Action":"cloudfront:UpdateDistribution","Resource":"*"}',
    );
    expect(sayDenied(makeDeniedError('Access Denied'))).toBe(
      'expected the caller to have access, got AccessDenied: Access Denied',
    );
  });
});
