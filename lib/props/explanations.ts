import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { AlarmExplanations, ExplanationChat } from '../settings/explanationOptions.ts';
import { given } from './given.ts';

/** A chat that explanations of alarms are posted to. */
export class AlarmChat {
  /** A channel of Slack. The secret holds `{"url": "https://…"}`. */
  static slack(secret: ISecret): AlarmChat {
    return new AlarmChat({ type: 'slack', secretArn: secret.secretArn });
  }

  /** A channel of Microsoft Teams. The secret holds `{"url": "https://…"}`. */
  static teams(secret: ISecret): AlarmChat {
    return new AlarmChat({ type: 'teams', secretArn: secret.secretArn });
  }

  /** A webhook, which receives JSON. The secret holds `{"url": "https://…", "headers": {"name": "value"}}`. */
  static webhook(secret: ISecret): AlarmChat {
    return new AlarmChat({ type: 'webhook', secretArn: secret.secretArn });
  }

  /** @internal */
  static _of(chat: ExplanationChat): AlarmChat {
    return new AlarmChat(chat);
  }

  /** @internal */
  readonly _chat: ExplanationChat;

  private constructor(chat: ExplanationChat) {
    this._chat = chat;
  }
}

/** How alarms about the traffic explain themselves. */
export interface ExplanationProps {
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
  readonly chats?: AlarmChat[];

  /**
   * ARN of the KMS key of a given topic, if it is encrypted with a key of yours.
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

/** The option for explanations. */
export function explanationsOf(props: ExplanationProps): AlarmExplanations {
  const { mail, chats, topicKeyArn, scanLimitGigabytes, perHour } = props;
  return given({
    mail,
    chats: chats?.map(({ _chat }) => _chat),
    topicKeyArn,
    scanLimitGigabytes,
    perHour,
  });
}
