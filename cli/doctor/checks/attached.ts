import type { DistributionSummary } from '@aws-sdk/client-cloudfront';
import { behaviorsOf } from '../../../core/aws/distribution/behaviors.ts';
import type { Check } from '../check.ts';
import { type Finding, ok, wrong } from '../finding.ts';

const subject = 'attached';

/** Lists the distributions and cache behaviors to which the log configuration is attached. */
export const attached: Check = {
  subject,
  async run({ calls, names }) {
    const distributions = await calls.attachments();
    if (distributions.length > 0) {
      return distributions.map((distribution) => describe(distribution, names.logConfigurationArn));
    }
    return [
      wrong(
        subject,
        'no cache behavior of any distribution has the log configuration',
        "attach it: npx cfrl attach DISTRIBUTION_ID; distributions on flat-rate plans don't support real-time logs",
      ),
    ];
  },
};

function describe(distribution: DistributionSummary, arn: string): Finding {
  const behaviors = behaviorsOf(distribution);
  const own = behaviors.filter(({ logConfiguration }) => logConfiguration === arn);
  const others = behaviors.filter(({ logConfiguration }) => logConfiguration !== arn);
  const where = `${nameOf(distribution)}: ${own.map(({ name }) => name).join(', ')}`;
  const text = others.length === 0 ? where : `${where}; not ${others.map(({ name }) => name).join(', ')}`;
  if (distribution.Enabled) return ok(subject, text);
  return wrong(
    subject,
    `${text}, but the distribution is disabled`,
    'enable the distribution; it serves no requests while it is disabled',
  );
}

/** Returns the distribution's ID with its domain names. */
export function nameOf({ Id, DomainName, Aliases, Staging }: DistributionSummary): string {
  const names = [DomainName, ...(Aliases?.Items ?? [])].join(', ');
  return `${Id} (${names}${Staging ? ', staging' : ''})`;
}
