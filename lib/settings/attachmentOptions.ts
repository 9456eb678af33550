import { Token } from 'aws-cdk-lib';
import { z } from 'zod';
import type { BehaviorChoice } from '../../core/aws/distribution/behaviors.ts';
import { didYouMean } from '../../core/suggestion.ts';
import { ConfigurationError, showValue } from './configurationError.ts';

/** A distribution to which the log configuration is attached. */
export interface AttachmentTarget {
  /**
   * ID of the distribution, such as `E2EXAMPLE`. The staging distribution of a continuous deployment is a separate
   * distribution.
   */
  readonly distributionId: string;
  /**
   * Cache behaviors, as path patterns. `default` is the default cache behavior.
   *
   * @default 'all'
   */
  readonly behaviors?: BehaviorChoice;
  /**
   * Whether to replace another log configuration of a cache behavior. The replaced log configuration is attached again
   * when the entry is removed. If false, the deployment fails if a behavior has another log configuration.
   *
   * @default false
   */
  readonly replace?: boolean;
}

/** A further permission that is needed to update a distribution, for example for its Lambda@Edge functions. */
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

/** The schema of the option `attachTo`. A string is the ID of a distribution with all its cache behaviors. */
export const attachToSchema = z.array(z.union([distributionId, entry]));

/** The schema of the option `attachPermissions`. Actions have a service prefix, and can't be `*`. */
export const attachPermissionsSchema = z.array(
  z.strictObject({
    actions: z.array(z.string().regex(/^[a-z0-9-]+:[A-Za-z]+\*?$/)).min(1),
    resources: z.array(z.string().min(1)).min(1),
  }),
);

const entryKeys = ['distributionId', 'behaviors', 'replace'];

/** Describes the valid members of an entry. Completes the phrase 'expected …'. */
const expectedOf: Readonly<Record<string, string>> = {
  distributionId: "an ID such as 'E2EXAMPLE'",
  behaviors: "'all' or a list of cache behaviors such as ['default', '/images/*']",
  replace: 'true or false',
};

/**
 * Rejects the first invalid entry of `attachTo`. The message contains its number and member.
 *
 * @throws ConfigurationError if an entry is invalid; a value that isn't a list is not checked here
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
 * Checks one attachment.
 *
 * @throws ConfigurationError if it is invalid
 */
export function checkAttachment(target: AttachmentTarget): void {
  rejectWrongEntry([target]);
}

/**
 * Returns the attachments with their defaults filled in.
 *
 * @throws ConfigurationError if a distribution is listed twice
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
