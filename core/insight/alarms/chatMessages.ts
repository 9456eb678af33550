import { type AlarmExplanation, explanationText } from './alarmExplanation.ts';
import type { ChatType } from './explanationSettings.ts';

/** Longest text of a section block in Slack (Slack API reference, 'Section block', November 2026: 3,000 characters). */
const longestSection = 2_900;

/** Returns the body of the request that posts an explanation, to be sent as JSON. */
export function chatBody(type: ChatType, explanation: AlarmExplanation): object {
  switch (type) {
    case 'slack':
      return slackBody(explanation);
    case 'teams':
      return teamsBody(explanation);
    case 'webhook':
      return webhookBody(explanation);
  }
}

/** Values that viewers chose are in `plain_text`, in which Slack doesn't interpret links or mentions. */
function slackBody(explanation: AlarmExplanation): object {
  const { title, sentences, command } = explanationText(explanation);
  const { dashboardUrl } = explanation;
  const section = (text: string) => ({
    type: 'section',
    text: { type: 'plain_text', text: text.slice(0, longestSection), emoji: false },
  });
  const button = { type: 'button', text: { type: 'plain_text', text: 'Dashboard' }, url: dashboardUrl };
  return {
    // Notifications show this text, and Slack interprets its markup in it.
    text: title.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    blocks: [
      section(title),
      ...sentences.map(section),
      section(command),
      ...(dashboardUrl === undefined ? [] : [{ type: 'actions', elements: [button] }]),
    ],
  };
}

/** Returns an Adaptive Card, which workflows of Teams accept. Teams doesn't interpret Markdown in text runs. */
function teamsBody(explanation: AlarmExplanation): object {
  const { title, sentences, command } = explanationText(explanation);
  const { dashboardUrl } = explanation;
  const text = (run: string, style: object = {}) => ({
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text: run, ...style }],
  });
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            text(title, { weight: 'bolder' }),
            ...sentences.map((sentence) => text(sentence)),
            text(command, { fontType: 'monospace' }),
          ],
          ...(dashboardUrl !== undefined && {
            actions: [{ type: 'Action.OpenUrl', title: 'Dashboard', url: dashboardUrl }],
          }),
        },
      },
    ],
  };
}

function webhookBody(explanation: AlarmExplanation): object {
  const { alarm, outcome, dashboardUrl } = explanation;
  const { sentences, command } = explanationText(explanation);
  return {
    alarm: alarm.alarmName,
    raisedAt: new Date(alarm.raisedAt).toISOString(),
    reason: alarm.reason,
    sentences,
    command,
    ...(dashboardUrl !== undefined && { dashboardUrl }),
    ...(typeof outcome !== 'string' && { explanation: outcome }),
  };
}
