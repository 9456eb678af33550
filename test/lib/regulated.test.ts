import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import type { PipelineOptions } from '../../lib/settings/pipelineOptions.ts';
import { makeStack } from './synthesize.ts';

jest.mock('../../lib/functionBundle.ts', () => jest.requireActual('./bundleStandIn.ts'));

/** The options that docs/bring-your-own.md recommends to regulated users. */
const options: PipelineOptions = {
  encryptionKeyArn: 'arn:aws:kms:eu-central-1:123456789012:key/1111-aaaa',
  addresses: 'hash',
  vpc: { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'], deploymentFunctions: true },
  accessLogBucketName: 'access-logs',
  logRetentionDays: 365,
  reservedConcurrency: 10,
};
const stack = makeStack(options);

/** Rules with findings that the document explains. PCI has only the first four. */
const explained = [
  'S3BucketReplicationEnabled',
  'S3BucketVersioningEnabled',
  'S3DefaultEncryptionKMS',
  'IAMNoInlinePolicy',
  'LambdaConcurrency',
  'LambdaDLQ',
  'SecretsManagerRotationEnabled',
];

describe('compliance rules find nothing that is not acknowledged with a reason', () => {
  it.each([
    ['HIPAA.Security-', HIPAASecurityChecks, explained],
    ['NIST.800.53.R5-', NIST80053R5Checks, explained],
    ['PCI.DSS.321-', PCIDSS321Checks, explained.slice(0, 4)],
  ])('%s', (prefix, Pack, expected) => {
    const { violations } = new Pack(App.of(stack) as App).validateScope(stack);
    const rules = violations.map(({ ruleName }) => ruleName.replace(prefix, ''));
    expect([...new Set(rules)].toSorted()).toEqual(expected.toSorted());
  });

  it('docs/bring-your-own.md lists each reason', () => {
    const document = readFileSync('docs/bring-your-own.md', 'utf8');
    for (const rule of explained) expect(document).toContain(`| \`${rule}\` |`);
  });
});
