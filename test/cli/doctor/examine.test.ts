import { describeFindings } from '../../../cli/doctor/describeFindings.ts';
import { examine } from '../../../cli/doctor/examine.ts';
import { showLine, withColors, withoutColors } from '../../../terminal/colors.ts';
import { serviceError } from '../answeringClient.ts';
import { contextOf } from './healthyPipeline.ts';

describe('the report of doctor', () => {
  it('of a healthy pipeline', async () => {
    const findings = await examine(contextOf());

    expect(describeFindings(findings, withoutColors).join('\n')).toBe(
      `✓ attached        E1EXAMPLE (d111111abcdef8.cloudfront.net, www.example.com): default, /images/*; not /api/*
✓ pricing plan    CloudFront accepted the attachment, so the plan includes real-time logs
✓ requests        E1EXAMPLE had 1,234 requests in the last 3 hours
✓ destination     CloudFront sends 100% of the requests to logs-Stream
✓ trust policy    CloudFront can assume the role logs-DeliveryRole
✓ permissions     the role logs-DeliveryRole is allowed to write to logs-Stream
✓ key             the stream uses alias/aws/kinesis, which needs no permission
✓ stream          logs-Stream is active: 2 shards, provisioned, retention 24 hours
✓ records         1,100 records arrived in logs-Stream in the last 3 hours
✓ throttling      the stream throttled no records in the last 24 hours
✓ mapping         the mapping is Enabled, last result: OK
✓ lag             the consumer is 1.5 s behind
✓ consumer        no invocation failed or was throttled in the last 3 hours
✓ field order     46 fields, in the order of a confirmed layout (1-46)
✓ quarantine      no records were quarantined in the last 24 hours
✓ failed batches  none
✓ lake            the newest file in logs-lake is 2 minutes old
✓ sum             1,100 records arrived: 1,100 rows + 0 quarantined + 0 in failed batches
✓ compaction      requests are compacted up to 2026-11-20 11:00 UTC
✓ compaction      2026-11-18: 1 raw file of 1.2 MB, 0 compacted files of 0 MB`,
    );
  });

  it('of a pipeline to which nothing is attached', async () => {
    const context = contextOf(
      { attachments: async () => [], listLake: async () => [] },
      { IncomingRecords: [], IteratorAge: [], Rows: [] },
    );

    const lines = describeFindings(await examine(context), withoutColors);

    expect(lines.filter((line) => !line.startsWith('✓')).join('\n')).toBe(
      `✗ attached        no cache behavior of any distribution has the log configuration
                  → attach it: npx cfrl attach DISTRIBUTION_ID; distributions on flat-rate plans don't support real-time logs
– pricing plan    unknown, because nothing is attached; 'aws pricing-plan-manager list-subscriptions' lists distributions on flat-rate plans, which don't support real-time logs
– requests        no distribution to check, because nothing is attached
– records         no records can arrive, because nothing is attached
– lag             the consumer has read nothing in the last 15 minutes
– lake            no records arrived in the last 15 minutes
– sum             no records arrived in the 24 hours until 15 minutes ago`,
    );
  });

  it('contains a finding for each denied call, and the results of the other checks', async () => {
    const denied = serviceError(
      'AccessDenied',
      'User: arn:aws:iam::123456789012:user/ann is not authorized to perform: iam:GetRole on resource: role logs-DeliveryRole because no identity-based policy allows the iam:GetRole action',
      403,
    );
    const findings = await examine(
      contextOf({
        role: () => Promise.reject(denied),
        layouts: () => Promise.reject(new Error('expected a layout, got none; deploy the stack again')),
      }),
    );

    expect(findings.filter(({ state }) => state === 'unchecked')).toEqual([
      {
        subject: 'trust policy',
        state: 'unchecked',
        text: 'could not be checked',
        remedy: expect.stringMatching(
          /^expected arn:aws:iam::123456789012:user\/ann to be allowed iam:GetRole on arn:aws:iam::123456789012:role\/logs-DeliveryRole, got AccessDenied .*"Action":"iam:GetRole"/,
        ),
      },
      {
        subject: 'field order',
        state: 'unchecked',
        text: 'could not be checked',
        remedy: 'expected a layout, got none; deploy the stack again',
      },
    ]);
    expect(findings).toHaveLength(20);
  });
});

describe('describeFindings', () => {
  it('colors marks, and escapes control characters', () => {
    const findings = [
      { subject: 'a', state: 'ok', text: 'fine' },
      { subject: 'b', state: 'wrong', text: 'reason \u001b[2J', remedy: 'fix\u0007' },
      { subject: 'c', state: 'skipped', text: 'nothing' },
    ] as const;

    expect(describeFindings(findings, withColors).map(showLine)).toEqual([
      '\u001b[32m✓\u001b[39m a  fine',
      '\u001b[31m✗\u001b[39m b  reason \\x1b[2J',
      '     → fix\\x07',
      '\u001b[2m–\u001b[22m c  nothing',
    ]);
  });
});
