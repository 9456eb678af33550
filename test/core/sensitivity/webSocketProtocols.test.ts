import { type ListedNames, SecretNames } from '../../../core/sensitivity/secretNames.ts';
import { hasSecretProtocol } from '../../../core/sensitivity/webSocketProtocols.ts';

function isSecret(list: string, listed: ListedNames = {}): boolean {
  return hasSecretProtocol(list, new SecretNames(listed));
}

describe('a list of WebSocket protocols', () => {
  it.each([
    'bearer, s3cr3t',
    'access_token,s3cr3t',
    'graphql-ws, Token.s3cr3t',
    'auth-s3cr3t',
    'jwt.s3cr3t',
    'base64url.bearer.authorization.k8s.io.s3cr3t, base64.binary.k8s.io',
    'realtime, openai-insecure-api-key.s3cr3t, openai-beta.realtime-v1',
    'header-s3cr3t, aws-appsync-event-ws',
  ])('is secret if a part has a secret name: %s', (list) => {
    expect(isSecret(list)).toBe(true);
  });

  it.each([
    'chat',
    'graphql-transport-ws, graphql-ws',
    'mqtt, mqttv3.1',
    'wamp.2.json',
    'v10.stomp, v11.stomp',
    'v4.channel.k8s.io',
    'authority-v1',
    'headers-v1',
    '',
  ])('is not secret without such a part: %s', (list) => {
    expect(isSecret(list)).toBe(false);
  });

  it.each([
    ['graphql-ws, ticketing.s3cr3t', ['ticketing']],
    ['chat, s3cr3t', ['Sec-WebSocket-Protocol', 'chat']],
  ])('is secret with a name that redactNames lists: %s', (list, redactNames) => {
    expect([isSecret(list), isSecret(list, { redactNames })]).toEqual([false, true]);
  });

  it.each([
    ['token.a, graphql-ws', 'Token'],
    ['header-a', 'header'],
    ['bearer, a', 'sec_websocket_protocol'],
  ])('is not secret with a name that keepNames lists: %s', (list, name) => {
    expect([isSecret(list), isSecret(list, { keepNames: [name] })]).toEqual([true, false]);
    expect(isSecret(list, { keepNames: [name], redactNames: [name] })).toBe(true);
  });
});
