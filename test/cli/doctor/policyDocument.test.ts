import {
  conditionValues,
  hasAction,
  hasPrincipal,
  type PolicyStatement,
  parsePolicy,
} from '../../../cli/doctor/policyDocument.ts';

const statement = (members: Partial<PolicyStatement>): PolicyStatement => ({ Effect: 'Allow', ...members });

describe('parsePolicy', () => {
  it('parses JSON, percent-encoded or not, with one or several statements', () => {
    const one = JSON.stringify({ Statement: statement({ Action: 'sts:AssumeRole' }) });

    expect(parsePolicy(one)).toEqual([statement({ Action: 'sts:AssumeRole' })]);
    expect(parsePolicy(encodeURIComponent(one))).toEqual(parsePolicy(one));
    expect(parsePolicy(JSON.stringify({ Statement: [statement({}), statement({})] }))).toHaveLength(2);
    expect(parsePolicy('{}')).toEqual([]);
  });
});

describe('hasAction', () => {
  it.each([
    ['kms:GenerateDataKey', true],
    ['kms:generatedatakey', true],
    ['kms:*', true],
    ['*', true],
    ['kms:GenerateDataKey*', true],
    ['kms:Generate????Key', true],
    ['kms:GenerateDataKeyPair', false],
    ['kms.GenerateDataKey', false],
    ['kinesis:*', false],
  ])('for %s is %s', (Action, expected) => {
    expect(hasAction(statement({ Action }), 'kms:GenerateDataKey')).toBe(expected);
    expect(hasAction(statement({ Action: ['s3:GetObject', Action] }), 'kms:GenerateDataKey')).toBe(expected);
  });

  it('is false without actions', () => {
    expect(hasAction(statement({}), 'kms:GenerateDataKey')).toBe(false);
  });
});

describe('hasPrincipal', () => {
  it.each<[PolicyStatement['Principal'] | undefined, boolean]>([
    [{ Service: 'cloudfront.amazonaws.com' }, true],
    [{ Service: ['lambda.amazonaws.com', 'cloudfront.amazonaws.com'] }, true],
    ['*', true],
    [{ AWS: 'cloudfront.amazonaws.com' }, false],
    [{ Service: 'lambda.amazonaws.com' }, false],
    [undefined, false],
  ])('of %j is %s', (Principal, expected) => {
    const given = Principal === undefined ? {} : { Principal };
    expect(hasPrincipal(statement(given), 'Service', ['cloudfront.amazonaws.com'])).toBe(expected);
  });
});

describe('conditionValues', () => {
  it('returns the values of a key, regardless of its case and operator', () => {
    const Condition = {
      StringEquals: { 'AWS:SourceAccount': '1', 'aws:SourceArn': 'x' },
      StringLike: { 'aws:sourceaccount': ['2', '3'] },
    };

    expect(conditionValues(statement({ Condition }), 'aws:SourceAccount')).toEqual(['1', '2', '3']);
    expect(conditionValues(statement({}), 'aws:SourceAccount')).toEqual([]);
  });
});
