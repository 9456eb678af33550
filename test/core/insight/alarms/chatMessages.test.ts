import { type AlarmExplanation, emailOf } from '../../../../core/insight/alarms/alarmExplanation.ts';
import { readAlarmMessage } from '../../../../core/insight/alarms/alarmMessage.ts';
import { alarmQuestion } from '../../../../core/insight/alarms/alarmQuestion.ts';
import { chatBody } from '../../../../core/insight/alarms/chatMessages.ts';
import type { ExplanationReport } from '../../../../core/insight/report.ts';
import { alarmMessage } from './alarmMessages.ts';

const name = 'cloudfront-realtime-logs';
const report: ExplanationReport = {
  change: {
    metric: '5xx',
    unit: 'share of requests',
    from: '2026-11-20T13:00:00.000Z',
    to: '2026-11-20T13:05:00.000Z',
    baseline: { from: '2026-11-20T12:00:00.000Z', to: '2026-11-20T13:00:00.000Z' },
    before: 0.001,
    after: 0.05,
    requests: { before: 60_000, after: 5_000 },
  },
  findings: [
    {
      facets: { behavior: '/<!channel>\n[a](https://example.com)/*', origin: 'b.example.com' },
      share: 0.82,
      direction: 'more',
      before: 0.002,
      after: 0.6,
      requests: { before: 900, after: 400 },
    },
  ],
  cacheBusting: [],
};

function explanationOf(outcome: ExplanationReport | string, AlarmName = `${name} Server error rate`) {
  const alarm = readAlarmMessage(alarmMessage({ AlarmName }));
  const question = alarm && alarmQuestion(alarm, name);
  if (question === undefined) throw new Error('expected an alarm that can be explained');
  const dashboardUrl = 'https://console.example.com/dashboard';
  return { alarm, question, outcome, dashboardUrl } as AlarmExplanation;
}

const change =
  '5xx responses: 5% of requests from 2026-11-20 13:00:00 to 2026-11-20 13:05:00 UTC, 0.1% of requests in the ' +
  'baseline from 2026-11-20 12:00:00 to 2026-11-20 13:00:00 (50 times as much).';
const finding =
  '82% of the additional 5xx responses: behavior /<!channel> [a](https://example.com)/*, origin b.example.com; ' +
  '0.2% of requests before, 60.0% of requests now (300 times as much).';

describe('an explanation by email', () => {
  it('contains the alarm, the changes, and the dashboard', () => {
    const { subject, body } = emailOf(
      explanationOf(report, `${name} Server error rate: d1.cloudfront.net /ä/*`),
    );
    expect(subject).toBe(`Explained: ${name} Server error rate: d1.cloudfront.net /?/*`);
    const [raised, changed, found, dashboard, command, ...rest] = body.split('\n\n');
    expect(raised).toBe(
      `The alarm '${name} Server error rate: d1.cloudfront.net /ä/*' was raised at 2026-11-20 13:05 UTC. ` +
        'Threshold Crossed: 3 out of the last 5 datapoints were greater than the threshold (5.0).',
    );
    expect([changed, found]).toEqual([change, finding]);
    expect([dashboard, command, rest]).toEqual([
      'Dashboard: https://console.example.com/dashboard',
      'Ask again: npx cfrl explain --metric 5xx --from 2026-11-20T13:00:00Z --to 2026-11-20T13:05:00Z ' +
        '--baseline 2026-11-20T12:00:00Z..2026-11-20T13:00:00Z ' +
        `--where '(x-host-header="d1.cloudfront.net" or cs-host="d1.cloudfront.net") and cache-behavior-path-pattern="/ä/*"'`,
      [],
    ]);
    expect(() => JSON.parse(body)).toThrow();
  });

  it('contains the reason if there is no explanation', () => {
    expect(emailOf(explanationOf('There is no explanation: it took too long.')).body).toContain(
      '\n\nThere is no explanation: it took too long.\n\n',
    );
  });
});

/** Returns the text of every element of a body that has the given type. */
function textsOf(value: unknown, type: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { type: own, text } = value as { type?: unknown; text?: unknown };
  const here = own === type && typeof text === 'string' ? [text] : [];
  return [...here, ...Object.values(value).flatMap((member) => textsOf(member, type))];
}

describe('an explanation in a chat', () => {
  it('is plain text in Slack, so that values of viewers cannot contain mentions or links', () => {
    const body = chatBody('slack', explanationOf(report, `${name} Server error rate: <!here>`));
    expect(textsOf(body, 'mrkdwn')).toEqual([]);
    expect(textsOf(body, 'plain_text').some((text) => text.includes('/<!channel> [a]'))).toBe(true);
    expect((body as { text: string }).text).toBe(`Explained: ${name} Server error rate: &lt;!here&gt;`);
    expect(JSON.stringify(body)).toContain('"url":"https://console.example.com/dashboard"');
  });

  it('is text runs in a card of Teams, in which Markdown is not interpreted', () => {
    const body = chatBody('teams', explanationOf(report));
    expect(textsOf(body, 'TextBlock')).toEqual([]);
    expect(textsOf(body, 'TextRun').some((text) => text.includes('/<!channel> [a]'))).toBe(true);
    expect(JSON.stringify(body)).toContain('"Action.OpenUrl"');
  });

  it('is JSON for a webhook, as in cfrl explain --json', () => {
    expect(chatBody('webhook', explanationOf(report))).toMatchObject({
      alarm: `${name} Server error rate`,
      raisedAt: '2026-11-20T13:05:42.120Z',
      explanation: report,
    });
    expect(chatBody('webhook', explanationOf('No explanation.'))).not.toHaveProperty('explanation');
  });
});
