import { Token } from 'aws-cdk-lib';
import { z } from 'zod';
import { chatTypes } from '../../core/insight/alarms/explanationSettings.ts';

/** A chat to which explanations are posted. */
export interface ExplanationChat {
  /** Kind of chat. A `webhook` receives JSON. */
  readonly type: 'slack' | 'teams' | 'webhook';
  /**
   * ARN of a secret in Secrets Manager whose value is `{"url": "https://…"}`. For a webhook, the value can also contain
   * `"headers": {"name": "value"}`.
   */
  readonly secretArn: string;
  /**
   * ARN of the KMS key of the secret, if it is encrypted with a customer managed key. The key's policy must allow the
   * account's IAM policies, or the function's role, to decrypt with it.
   *
   * @default - the secret is encrypted with `aws/secretsmanager`
   */
  readonly keyArn?: string;
}

/** Where explanations of alarms are sent, and what they may cost. */
export interface AlarmExplanations {
  /**
   * Whether explanations are sent to the alarm topic, and so to its email subscriptions.
   *
   * @default true
   */
  readonly email?: boolean;

  /**
   * Chats to which explanations are posted.
   *
   * @default []
   */
  readonly chats?: readonly ExplanationChat[];

  /**
   * ARN of the KMS key of `alarmTopicArn`, if that topic is encrypted with a customer managed key.
   *
   * @default - the topic is not encrypted, or the pipeline creates it
   */
  readonly topicKeyArn?: string;

  /**
   * Maximum gigabytes that one explanation scans, 0.01 to 1000.
   *
   * @default 1
   */
  readonly scanLimitGigabytes?: number;

  /**
   * Maximum number of alarms that are explained per hour, 1 to 100.
   *
   * @default 4
   */
  readonly maxPerHour?: number;
}

const arnOf = (service: string) =>
  z
    .string()
    .refine((text) => Token.isUnresolved(text) || new RegExp(`^arn:[\\w-]+:${service}:\\S+$`).test(text));

/** Default of `scanLimitGigabytes`, which costs about half a cent. */
const defaultGigabytes = 1;

/** Default of `maxPerHour`. */
const defaultMaxPerHour = 4;

/** The schema of the option `explanations`. Parsed values have all defaults filled in. */
export const explanationsSchema = z.union([
  z.literal(false),
  z
    .strictObject({
      email: z.boolean().default(true),
      chats: z
        .array(
          z.strictObject({
            type: z.enum(chatTypes),
            secretArn: arnOf('secretsmanager'),
            keyArn: arnOf('kms').optional(),
          }),
        )
        .max(5)
        .default([]),
      topicKeyArn: arnOf('kms').optional(),
      scanLimitGigabytes: z.number().min(0.01).max(1_000).default(defaultGigabytes),
      maxPerHour: z.int().min(1).max(100).default(defaultMaxPerHour),
    })
    .refine(({ email, chats }) => email || chats.length > 0),
]);

/** Settings of explanations, with all defaults filled in. */
export type ExplanationsSettings = Exclude<z.output<typeof explanationsSchema>, false>;
