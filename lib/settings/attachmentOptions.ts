import { Token } from 'aws-cdk-lib';
import { z } from 'zod';
import type { BehaviorChoice } from '../../core/aws/distribution/behaviors.ts';
import { ConfigurationError, showValue } from './configurationError.ts';
import { didYouMean } from './suggestion.ts';

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
   * Whether another log configuration is replaced. It is attached again when the entry is removed. If false,
   * such a behavior stops the deployment.
   *
   * @default false
   */
  readonly replace?: boolean;
}

/** An additional permission that updating a distribution requires, such as for its Lambda@Edge functions. */
export interface AttachmentPermission {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

const distributionId = z
  .string()
  .refine((text) => Token.isUnresolved(text) || /^E[A-Z0-9]{5,30}$/.test(text));

const behaviors = z.union([z.literal('all'), z.array(z.string().min(1)).min(1)]);

const entry = z.strictObject({
  distributionId,
  behaviors: behaviors.optional(),
  replace: z.boolean().optional(),
});

/** What `attachTo` may be: a string means a distribution with all of its behaviors. */
export const attachToSchema = z.array(z.union([distributionId, entry]));

/** What `attachPermissions` may be. An action names its service, and is not all of them. */
export const attachPermissionsSchema = z.array(
  z.strictObject({
    actions: z.array(z.string().regex(/^[a-z0-9-]+:[A-Za-z]+\*?$/)).min(1),
    resources: z.array(z.string().min(1)).min(1),
  }),
);

const entryKeys = ['distributionId', 'behaviors', 'replace'];

/** What the members of an entry may be, as the end of 'expected …'. */
const expectedOf: Readonly<Record<string, string>> = {
  distributionId: "an ID such as 'E2EXAMPLE'",
  behaviors: "'all' or a list of cache behaviors such as ['default', '/images/*']",
  replace: 'true or false',
};

/**
 * Refuses the first invalid entry of `attachTo`, by its number and member.
 *
 * @throws ConfigurationError if an entry is invalid; values that aren't lists are checked elsewhere
 */
export function rejectWrongEntry(value: unknown): void {
  if (!Array.isArray(value)) return;
  const index = value.findIndex((one) => !attachToSchema.safeParse([one]).success);
  const wrong: unknown = value[index];
  if (typeof wrong !== 'object' || wrong === null || Array.isArray(wrong)) return;
  const unknown = Object.keys(wrong).find((key) => !entryKeys.includes(key));
  const place = `in entry ${index + 1}`;
  if (unknown !== undefined) {
    const problem = `expected ${entryKeys.join(', ')} ${place}, got '${unknown}'${didYouMean(unknown, entryKeys)}`;
    throw new ConfigurationError('attachTo', problem);
  }
  const path = entry.safeParse(wrong).error?.issues[0]?.path[0];
  if (path === undefined) return;
  const member = (wrong as Record<string, unknown>)[String(path)];
  throw new ConfigurationError(
    `attachTo.${String(path)}`,
    `expected ${expectedOf[String(path)]} ${place}, got ${showValue(member)}`,
  );
}

/**
 * The attachments with their defaults.
 *
 * @throws ConfigurationError if a distribution is named twice
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
