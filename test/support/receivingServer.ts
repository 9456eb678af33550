import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** A request that a receiver received. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** The body, decompressed. */
  readonly text: string;
}

/** Response of a receiver: status, body, and headers. `close` closes the connection, `never` doesn't respond. */
export type Reply = { status: number; body?: string; headers?: Record<string, string> } | 'close' | 'never';

/** A local receiver whose responses a test defines. */
export interface ReceivingServer {
  readonly url: string;
  readonly received: Received[];
  reply: (request: Received, number: number) => Reply;
  close(): Promise<void>;
}

/** Starts a receiver. */
export async function startReceiver(): Promise<ReceivingServer> {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: ReceivingServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`,
    received,
    reply: () => ({ status: 200 }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return receiver;

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const one = {
      path: request.url ?? '',
      headers: request.headers,
      text: plain(Buffer.concat(parts), request.headers['content-encoding']).toString(),
    };
    received.push(one);
    const reply = receiver.reply(one, received.length);
    if (reply === 'never') return;
    if (reply === 'close') {
      request.socket.destroy();
      return;
    }
    response.writeHead(reply.status, reply.headers).end(reply.body ?? '');
  }
}

function plain(body: Buffer, encoding: string | undefined): Buffer {
  return encoding === 'gzip' ? gunzipSync(body) : body;
}
