import type { Check } from '../check.ts';
import { ok, skipped } from '../finding.ts';

const subject = 'pricing plan';

/**
 * Checks whether the distributions' plan includes real-time logs. If it doesn't, CloudFront rejects the attachment
 * (CloudFront developer guide, 'Flat-rate pricing plans', November 2026).
 */
export const pricingPlan: Check = {
  subject,
  async run({ calls }) {
    const distributions = await calls.attachments();
    if (distributions.length > 0) {
      return [ok(subject, 'CloudFront accepted the attachment, so the plan includes real-time logs')];
    }
    return [
      skipped(
        subject,
        "unknown, because nothing is attached; 'aws pricing-plan-manager list-subscriptions' lists distributions " +
          "on flat-rate plans, which don't support real-time logs",
      ),
    ];
  },
};
