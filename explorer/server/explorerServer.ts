import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UsageError } from '../../terminal/usageError.ts';
import type { Source } from '../sources/source.ts';
import { type Call, createCalls } from './calls.ts';
import { checkRequest, tokenHeader } from './guard.ts';
import { securityHeaders } from './headers.ts';
import { type PageFiles, readPageFiles } from './pageFiles.ts';
import { CallError } from './readBody.ts';

/** Options of the explorer's server. */
export interface ExplorerServerOptions {
  readonly source: Source;
  /** @default a free port */
  readonly port?: number | undefined;
}

/** The explorer's server, on 127.0.0.1. */
export interface ExplorerServer {
  /** URL of the page. The token is in the fragment (after `#`), which browsers don't send. */
  readonly url: string;
  readonly port: number;
  readonly token: string;
  close(): Promise<void>;
}

/** Starts the explorer's server. */
export async function startExplorerServer({
  source,
  port = 0,
}: ExplorerServerOptions): Promise<ExplorerServer> {
  const token = randomBytes(24).toString('base64url');
  const page = readPageFiles();
  const calls = createCalls(source);
  const server = createServer((request, response) => {
    answer(request, response, page, calls, (isCall) =>
      checkRequest(
        {
          method: request.method,
          host: request.headers.host,
          origin: request.headers.origin,
          token: request.headers[tokenHeader] as string | undefined,
        },
        (server.address() as AddressInfo).port,
        token,
        isCall,
      ),
    ).catch((error) => sendError(response, error));
  });
  await listen(server, port);
  await page;
  const { port: boundPort } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${boundPort}/#token=${token}`,
    port: boundPort,
    token,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/**
 * Checks that a port can be used, before a source is opened.
 *
 * @throws UsageError if it can't be used
 */
export async function requireFreePort(port: number): Promise<void> {
  const server = createServer();
  await listen(server, port);
  server.close();
  await once(server, 'close');
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch((error) => explainPort(error, port));
}

/** @throws UsageError if the port can't be used, or else the error */
function explainPort(error: NodeJS.ErrnoException, port: number): never {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: 'which another program uses',
    EACCES: 'which this user may not use',
  };
  const reason = reasons[error.code ?? ''];
  if (reason === undefined) throw error;
  throw new UsageError(
    `--port: expected a free port, got ${port}, ${reason}; without --port, a free one is used`,
  );
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  page: Promise<PageFiles>,
  calls: Readonly<Record<string, Call>>,
  check: (isCall: boolean) => ReturnType<typeof checkRequest>,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
  const name = /^\/api\/([a-z]+)$/.exec(path)?.[1];
  for (const [header, value] of Object.entries(securityHeaders)) response.setHeader(header, value);
  const refusal = check(name !== undefined);
  if (refusal !== undefined) throw new CallError(refusal.status, refusal.message);
  if (name !== undefined) {
    if (!Object.hasOwn(calls, name)) throw new CallError(404, 'Unknown API call.');
    await calls[name](request, response);
    return;
  }
  const { html, script, style } = await page;
  if (path === '/') send(response, 'text/html; charset=utf-8', html);
  else if (path === '/page.js') send(response, 'text/javascript; charset=utf-8', script);
  else if (path === '/page.css') send(response, 'text/css; charset=utf-8', style);
  else throw new CallError(404, 'Page not found.');
}

function send(response: ServerResponse, type: string, body: Buffer): void {
  response.writeHead(200, { 'content-type': type }).end(body);
}

/** Sends an error as JSON. For unexpected errors, only the message is sent. */
function sendError(response: ServerResponse, error: unknown): void {
  const { message } = error as Error;
  const status = error instanceof CallError ? error.status : 500;
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // If the request's body wasn't read to its end, the connection can't be reused.
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  response.end(JSON.stringify({ message }));
}
