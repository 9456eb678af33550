import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { AlarmExplanations, ExplanationChat } from '../settings/explanationOptions.ts';
import { completeArnOf } from './completeArn.ts';
import { keyArnOf } from './keyArn.ts';
import { omitUndefined } from './omitUndefined.ts';

/**
 * A chat to which explanations of alarms are posted. If the secret is encrypted with a customer managed key, import it
 * with `encryptionKey`, so that the function may decrypt it.
 */
export class AlarmChat {
  /** A Slack channel. The secret's value is `{"url": "https://…"}`. */
  static slack(secret: ISecret): AlarmChat {
    return AlarmChat._withSecret('slack', secret);
  }

  /** A Microsoft Teams channel. The secret's value is `{"url": "https://…"}`. */
  static teams(secret: ISecret): AlarmChat {
    return AlarmChat._withSecret('teams', secret);
  }

  /** A webhook that receives JSON. The secret's value is `{"url": "https://…", "headers": {"name": "value"}}`. */
  static webhook(secret: ISecret): AlarmChat {
    return AlarmChat._withSecret('webhook', secret);
  }

  /** @internal */
  static _of(chat: ExplanationChat): AlarmChat {
    return new AlarmChat(chat);
  }

  /** @internal */
  static _withSecret(type: ExplanationChat['type'], secret: ISecret): AlarmChat {
    const secretArn = completeArnOf('chats', secret);
    return new AlarmChat(omitUndefined({ type, secretArn, keyArn: keyArnOf('chats', secret.encryptionKey) }));
  }

  /** Makes the class distinct for the compiler, which otherwise accepts any object: its other members are internal. */
  protected declare readonly _kind: 'AlarmChat';
  /** @internal */
  readonly _chat: ExplanationChat;

  private constructor(chat: ExplanationChat) {
    this._chat = chat;
  }
}

/** Where explanations of alarms about the traffic are sent, and what they may cost. */
export interface ExplanationProps {
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
  readonly chats?: AlarmChat[];

  /**
   * ARN of the KMS key of an existing topic, if it is encrypted with a customer managed key.
   *
   * @default - the topic is not encrypted, or was created with a key in the same app
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

/** Returns the value of the option `explanations`. */
export function explanationsOf(props: ExplanationProps): AlarmExplanations {
  const { email, chats, topicKeyArn, scanLimitGigabytes, maxPerHour } = props;
  return omitUndefined({
    email,
    chats: chats?.map(({ _chat }) => _chat),
    topicKeyArn,
    scanLimitGigabytes,
    maxPerHour,
  });
}
