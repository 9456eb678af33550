import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const version = '/2018-06-01/runtime';

/** An invocation that the Runtime API passes to the function's process. */
export interface RuntimeInvocation {
  readonly requestId: string;
  /** The event as JSON. */
  readonly event: string;
  /** Deadline in epoch milliseconds. */
  readonly deadline: number;
  readonly functionArn: string;
}

/** Result of an invocation or initialization, as reported by the function's process. */
export interface RuntimeOutcome {
  /** The function's response or error, as JSON. */
  readonly payload: string;
  readonly functionError: 'Unhandled' | undefined;
}

/** The host's side of the Runtime API. */
export interface RuntimeApi {
  /** Host and port, for the environment variable `AWS_LAMBDA_RUNTIME_API`. */
  readonly address: string;
  /** Resolves when the process requests an invocation: it has started, or has finished the previous one. */
  asked(): Promise<void>;
  /** Resolves with the error if the process couldn't load the function. */
  readonly initError: Promise<RuntimeOutcome>;
  /** Passes an invocation to the process as soon as it requests one. One at a time. */
  invoke(invocation: RuntimeInvocation, onStart: () => void): Promise<RuntimeOutcome>;
  close(): void;
}

/** Serves the Runtime API to one process: Lambda developer guide, "Using the Lambda runtime API", 2026-11. */
export async function startRuntimeApi(): Promise<RuntimeApi> {
  let asked = Promise.withResolvers<void>();
  const initError = Promise.withResolvers<RuntimeOutcome>();
  let asking: ServerResponse | undefined;
  let waiting: (RuntimeInvocation & { onStart(): void }) | undefined;
  let running: { requestId: string; resolve(outcome: RuntimeOutcome): void } | undefined;

  function handOver(): void {
    if (!asking || !waiting) return;
    const { requestId, event, deadline, functionArn, onStart } = waiting;
    asking.writeHead(200, {
      'content-type': 'application/json',
      'Lambda-Runtime-Aws-Request-Id': requestId,
      'Lambda-Runtime-Deadline-Ms': String(deadline),
      'Lambda-Runtime-Invoked-Function-Arn': functionArn,
      'Lambda-Runtime-Trace-Id': 'Root=1-00000000-000000000000000000000000;Sampled=0',
    });
    asking.end(event);
    asking = undefined;
    asked = Promise.withResolvers();
    waiting = undefined;
    onStart();
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.slice(version.length);
    if (request.method === 'GET' && path === '/invocation/next') {
      asking = response;
      asked.resolve();
      handOver();
      return;
    }
    const payload = await readText(request);
    if (path === '/init/error') initError.resolve({ payload, functionError: 'Unhandled' });
    const [, requestId, kind] = path?.match(/^\/invocation\/([^/]+)\/(response|error)$/) ?? [];
    if (running && running.requestId === requestId) {
      running.resolve({ payload, functionError: kind === 'error' ? 'Unhandled' : undefined });
      running = undefined;
    }
    response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"OK"}');
  }

  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    answer(request, response).catch(() => request.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => asked.promise,
    initError: initError.promise,
    invoke(invocation, onStart) {
      const outcome = Promise.withResolvers<RuntimeOutcome>();
      running = { requestId: invocation.requestId, resolve: outcome.resolve };
      waiting = { ...invocation, onStart };
      handOver();
      return outcome.promise;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) text += chunk;
  return text;
}
