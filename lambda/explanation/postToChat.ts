import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { AlarmExplanation } from '../../core/insight/alarms/alarmExplanation.ts';
import { chatBody } from '../../core/insight/alarms/chatMessages.ts';
import type { Chat } from '../../core/insight/alarms/explanationSettings.ts';
import { answerText } from '../http/answerText.ts';
import { post } from '../http/post.ts';

/** Content of a secret. */
interface Address {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Posts an explanation to a chat.
 *
 * @throws Error if the secret contains no address, or the chat doesn't accept the message. The error never contains the
 *   address, which is secret
 */
export async function postToChat(
  secrets: Pick<SecretsManagerClient, 'send'>,
  { type, secretArn }: Chat,
  explanation: AlarmExplanation,
  signal: AbortSignal,
): Promise<void> {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: secretArn }), {
    abortSignal: signal,
  });
  const { url, headers } = readAddress(SecretString ?? '', secretArn);
  const { status, body } = await post(
    {
      url,
      headers: { ...headers, 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify(chatBody(type, explanation))),
    },
    { signal },
  );
  if (status >= 200 && status < 300) return;
  throw new Error(
    `expected ${new URL(url).host} to accept the explanation, got status ${status}: ${answerText(body)}`,
  );
}

function readAddress(text: string, arn: string): Address {
  const { url, headers = {} } = parseObject(text);
  const areTexts = Object.values(headers ?? {}).every((value) => typeof value === 'string');
  if (typeof url !== 'string' || !URL.canParse(url) || !areTexts) throw wrongSecret(arn);
  // Allow HTTP on this machine, because the receiver of tests has no certificate.
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'https:' && hostname !== '127.0.0.1') throw wrongSecret(arn);
  return { url, headers: headers as Address['headers'] };
}

function wrongSecret(arn: string): Error {
  return new Error(`expected the secret ${arn} to contain {"url": "https://…"}, got something else`);
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
