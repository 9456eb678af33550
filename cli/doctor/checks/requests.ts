import { type Check, lastMinutes, showCount, sumOf } from '../check.ts';
import { ok, skipped, wrong } from '../finding.ts';
import { nameOf } from './attached.ts';

const subject = 'requests';
const hours = 3;

/**
 * Checks with CloudFront's metrics whether the distributions receive requests: without requests, there are no logs. This
 * is the first step in the CloudFront developer guide if no records arrive ('Troubleshoot real-time logs').
 */
export const requests: Check = {
  subject,
  async run({ calls, now }) {
    const distributions = await calls.attachments();
    if (distributions.length === 0)
      return [skipped(subject, 'no distribution to check, because nothing is attached')];
    return Promise.all(
      distributions.map(async (distribution) => {
        const values = await calls.cloudFrontMetric({
          namespace: 'AWS/CloudFront',
          name: 'Requests',
          dimensions: { DistributionId: distribution.Id ?? '', Region: 'Global' },
          statistic: 'Sum',
          ...lastMinutes(now, hours * 60),
        });
        const count = sumOf(values);
        if (count > 0)
          return ok(
            subject,
            `${distribution.Id} had ${showCount(count, 'request')} in the last ${hours} hours`,
          );
        return wrong(
          subject,
          `${nameOf(distribution)} had no requests in the last ${hours} hours`,
          `make a request, and check again in a few minutes: curl -I https://${distribution.DomainName}/`,
        );
      }),
    );
  },
};
