import { Token } from 'aws-cdk-lib';
import { z } from 'zod';
import type { BehaviorChoice } from '../../core/aws/distribution/behaviors.ts';
import { ConfigurationError } from './configurationError.ts';

/** A distribution to which the log configuration is attached. */
export interface AttachmentTarget {
  /** Its ID, such as `E2EXAMPLE`. The staging distribution of a continuous deployment is a distribution of its own. */
  readonly distributionId: string;
  /**
   * Cache behaviors: `default` or path patterns.
   *
   * @default 'all'
   */
  readonly behaviors?: BehaviorChoice;
  /**
   * Whether a log configuration of others is replaced. Without it, such a behavior stops the deployment.
   *
   * @default false
   */
  readonly replace?: boolean;
}

/** A permission that updating a distribution takes beyond its own, such as for its Lambda@Edge functions. */
export interface AttachmentPermission {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

const distributionId = z
  .string()
  .refine((text) => Token.isUnresolved(text) || /^E[A-Z0-9]{5,30}$/.test(text));

const behaviors = z.union([z.literal('all'), z.array(z.string().min(1)).min(1)]);

/** What `attachTo` may be: a text stands for a distribution with all its behaviors. */
export const attachToSchema = z.array(
  z.union([
    distributionId,
    z.strictObject({ distributionId, behaviors: behaviors.optional(), replace: z.boolean().optional() }),
  ]),
);

/** What `attachPermissions` may be. An action names its service, and is not all of them. */
export const attachPermissionsSchema = z.array(
  z.strictObject({
    actions: z.array(z.string().regex(/^[a-z0-9-]+:[A-Za-z]+\*?$/)).min(1),
    resources: z.array(z.string().min(1)).min(1),
  }),
);

/**
 * The attachments with their defaults.
 *
 * @throws ConfigurationError where a distribution is named twice
 */
export function resolveAttachments(attachTo: z.output<typeof attachToSchema>): Required<AttachmentTarget>[] {
  const targets = attachTo.map((target) => {
    const given = typeof target === 'string' ? { distributionId: target } : target;
    const { distributionId: id, behaviors: choice = 'all', replace = false } = given;
    return { distributionId: id, behaviors: choice, replace };
  });
  const ids = targets.map((target) => target.distributionId);
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated !== undefined) {
    throw new ConfigurationError('attachTo', `expected each distribution once, got '${repeated}' twice`);
  }
  return targets;
}
