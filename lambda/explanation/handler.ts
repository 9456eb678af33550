import { setTimeout as sleep } from 'node:timers/promises';
import { PublishCommand } from '@aws-sdk/client-sns';
import type { Context, SNSEvent } from 'aws-lambda';
import { type AlarmExplanation, emailOf } from '../../core/insight/alarms/alarmExplanation.ts';
import { type AlarmMessage, readAlarmMessage } from '../../core/insight/alarms/alarmMessage.ts';
import { alarmQuestion } from '../../core/insight/alarms/alarmQuestion.ts';
import type { ExplanationSettings } from '../../core/insight/alarms/explanationSettings.ts';
import type { SqlDialect } from '../../core/insight/facets/facetSql.ts';
import type { Clients } from './clients.ts';
import { explainAlarm } from './explainAlarm.ts';
import { recordExplanation } from './historyStore.ts';
import { postToChat } from './postToChat.ts';

/** Milliseconds before the function's deadline at which queries are stopped, so that there is time to report it. */
const stopBeforeDeadline = 30_000;

/** Explains the alarms that a topic delivers. */
export type ExplanationHandler = (
  event: SNSEvent,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
) => Promise<void>;

/** Dependencies that tests replace. */
export interface Surroundings {
  readonly now: () => number;
  /** Waits between two checks of a query. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly dialect: SqlDialect;
}

const usualSurroundings: Surroundings = {
  now: Date.now,
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
  dialect: 'athena',
};

/** Creates the handler. It explains an alarm and sends the explanation to the topic and the chats. */
export function createHandler(
  settings: ExplanationSettings,
  clients: Clients,
  { now, ...surroundings }: Surroundings = usualSurroundings,
): ExplanationHandler {
  return async ({ Records: records }, context) => {
    const stop = new AbortController();
    const deadline = setTimeout(
      () => stop.abort(),
      Math.max(0, context.getRemainingTimeInMillis() - stopBeforeDeadline),
    );
    try {
      for (const { Sns: notification } of records) {
        const alarm = readAlarmMessage(notification.Message);
        if (alarm !== undefined) await answer(alarm, stop.signal);
      }
    } finally {
      clearTimeout(deadline);
    }
  };

  async function answer(alarm: AlarmMessage, signal: AbortSignal): Promise<void> {
    const question = alarmQuestion(alarm, settings.pipelineName);
    if (question === undefined) return;
    const begun = { alarmName: alarm.alarmName, at: now() };
    const refusal = await recordExplanation(clients.s3, settings.lakeBucket, begun, settings);
    if (refusal !== undefined) {
      console.warn(`'${alarm.alarmName}' is not explained: ${refusal}.`);
      return;
    }
    const running = { ...surroundings, calls: clients.athena, signal };
    const outcome = await explainAlarm(question, settings, running);
    await send({ alarm, question, outcome, dashboardUrl: settings.dashboardUrl });
  }

  /** Sends to all receivers, even if some fail. */
  async function send(explanation: AlarmExplanation): Promise<void> {
    const signal = AbortSignal.timeout(stopBeforeDeadline);
    const { topicArn, chats } = settings;
    const sendings = chats.map((chat) => postToChat(clients.secrets, chat, explanation, signal));
    if (topicArn !== undefined) sendings.push(sendMail(topicArn, explanation));
    const reasons = (await Promise.allSettled(sendings)).flatMap((sending) =>
      sending.status === 'rejected' ? [(sending.reason as Error).message] : [],
    );
    if (reasons.length > 0) throw new Error(reasons.join('; '));
  }

  async function sendMail(topicArn: string, explanation: AlarmExplanation): Promise<void> {
    const { subject, body } = emailOf(explanation);
    await clients.sns.send(new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: body }));
  }
}
