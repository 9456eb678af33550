import { Token } from 'aws-cdk-lib';
import { z } from 'zod';
import { chatTypes } from '../../core/insight/alarms/chatTypes.ts';

/** A chat that explanations are posted to. */
export interface ExplanationChat {
  /** `webhook` receives JSON. */
  readonly type: 'slack' | 'teams' | 'webhook';
  /**
   * ARN of a secret in Secrets Manager that holds `{"url": "https://…"}`, and, for a webhook, if wanted
   * `"headers": {"name": "value"}`.
   */
  readonly secretArn: string;
}

/** How alarms explain themselves. */
export interface AlarmExplanations {
  /**
   * Whether explanations are sent to the topic of the alarms, and so to its mail.
   *
   * @default true
   */
  readonly mail?: boolean;

  /**
   * Chats that explanations are posted to.
   *
   * @default []
   */
  readonly chats?: readonly ExplanationChat[];

  /**
   * ARN of the KMS key of `alarmTopicArn`, if that topic is encrypted with a key of yours.
   *
   * @default - the topic is not encrypted, or has its own key
   */
  readonly topicKeyArn?: string;

  /**
   * Gigabytes that one explanation may scan, 0.01 to 1000.
   *
   * @default 1
   */
  readonly scanLimitGigabytes?: number;

  /**
   * Alarms that are explained in an hour, 1 to 100.
   *
   * @default 4
   */
  readonly perHour?: number;
}

const arnOf = (service: string) =>
  z
    .string()
    .refine((text) => Token.isUnresolved(text) || new RegExp(`^arn:[\\w-]+:${service}:\\S+$`).test(text));

/** Gigabytes that an explanation may scan, unless the user says otherwise: about half a cent. */
const usualGigabytes = 1;

/** Explanations of an hour, unless the user says otherwise. */
const usualPerHour = 4;

/** The schema of the option `explanations`: what it gives is complete, with every default filled in. */
export const explanationsSchema = z.union([
  z.literal(false),
  z
    .strictObject({
      mail: z.boolean().default(true),
      chats: z
        .array(z.strictObject({ type: z.enum(chatTypes), secretArn: arnOf('secretsmanager') }))
        .max(5)
        .default([]),
      topicKeyArn: arnOf('kms').optional(),
      scanLimitGigabytes: z.number().min(0.01).max(1_000).default(usualGigabytes),
      perHour: z.int().min(1).max(100).default(usualPerHour),
    })
    .refine(({ mail, chats }) => mail || chats.length > 0),
]);

/** Explanations with every default filled in. */
export type ExplanationsSettings = Exclude<z.output<typeof explanationsSchema>, false>;
