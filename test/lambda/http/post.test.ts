import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Post, type PostOptions, post } from '../../../lambda/http/post.ts';
import { createSigner } from '../../../lambda/http/signPost.ts';

interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Reply = (response: ServerResponse) => void;

const answer =
  (status: number, body = '', headers: Record<string, string> = {}): Reply =>
  (response) =>
    response.writeHead(status, headers).end(body);
const breakOff: Reply = (response) => response.destroy();

let server: Server;
let received: Received[] = [];
let replies: Reply[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    received.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
    (replies.shift() ?? answer(200))(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => server.close());

async function send(
  given: readonly Reply[],
  options: Partial<PostOptions> = {},
  changes: Partial<Post> = {},
) {
  received = [];
  replies = [...given];
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/metrics`;
  const request = { url, headers: { 'content-type': 'text/plain' }, body: Buffer.from('hello'), ...changes };
  const { status, body } = await post(request, { signal: new AbortController().signal, ...options });
  return { status, body: body.toString() };
}

const now = { 'retry-after': '0' };

describe('post', () => {
  it('sends the body and returns the response', async () => {
    expect(await send([answer(202, 'taken')])).toEqual({ status: 202, body: 'taken' });
    expect(received.map(({ headers, body }) => [headers['content-type'], body])).toEqual([
      ['text/plain', 'hello'],
    ]);
  });

  it.each([429, 502, 503, 504])('retries after %d and the requested pause', async (status) => {
    expect(await send([answer(status, '', now), answer(200, 'ok')])).toEqual({ status: 200, body: 'ok' });
    expect(received.length).toBe(2);
  });

  it('returns the last response after all attempts', async () => {
    const refused = answer(503, 'busy', now);
    expect(await send([refused, refused, refused, answer(200)])).toEqual({ status: 503, body: 'busy' });
    expect(received.length).toBe(3);
  });

  it.each([400, 401, 413, 500, 301])('does not retry after %d', async (status) => {
    expect(await send([answer(status, 'no', { location: '/elsewhere' })])).toEqual({ status, body: 'no' });
    expect(received.length).toBe(1);
  });

  it('retries after a broken connection only if the receiver may receive the body twice', async () => {
    await expect(send([breakOff, answer(200)])).rejects.toThrow(
      /expected a response from 127\.0\.0\.1:\d+, got none: /,
    );
    expect(received.length).toBe(1);
    expect(await send([breakOff, answer(200, 'ok')], { isRepeatable: true })).toEqual({
      status: 200,
      body: 'ok',
    });
    expect(received.length).toBe(2);
  });

  it('fails after a timeout', async () => {
    const never: Reply = () => {};
    await expect(send([never], { timeout: 20 })).rejects.toThrow('got none: it took too long');
    server.closeAllConnections();
  });

  it('stops when the signal is aborted', async () => {
    const stop = new AbortController();
    const stopFirst: Reply = (response) => {
      stop.abort();
      answer(503)(response);
    };
    await expect(
      send([stopFirst, answer(200)], { signal: stop.signal, isRepeatable: true }),
    ).rejects.toThrow();
    expect(received.length).toBe(1);
  });

  it('signs each attempt for AWS', async () => {
    const sign = createSigner({
      service: 'monitoring',
      region: 'us-east-1',
      credentials: async () => ({
        accessKeyId: 'AKIDEXAMPLE',
        secretAccessKey: 'secret',
        sessionToken: 'token',
      }),
    });
    await send([answer(503, '', now), answer(200)], { sign });
    for (const { headers } of received) {
      expect(headers.authorization).toMatch(
        /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/monitoring\/aws4_request, SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-amz-security-token, Signature=[0-9a-f]{64}$/,
      );
      expect(headers['x-amz-security-token']).toBe('token');
    }
    expect(received.length).toBe(2);
  });
});
