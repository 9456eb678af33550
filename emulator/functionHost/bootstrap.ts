/**
 * Program of the function's process: requests invocations from the Runtime API, and runs the handler for
 * each.
 *
 * It imports nothing from this project, because Lambda's runtime client only uses the API, too.
 */
import { Agent, request } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { format } from 'node:util';

type Handler = (event: unknown, context: unknown) => unknown;

interface Answer {
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
const agent = new Agent({ keepAlive: true });
let requestId = '';

/** Calls the Runtime API. If the host has ended, exits, so that no process remains. */
function call(method: string, path: string, body = ''): Promise<Answer> {
  return new Promise((resolve) => {
    const sent = request(`${api}${path}`, { method, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', () => process.exit(1));
      response.on('end', () =>
        resolve({ headers: response.headers, body: Buffer.concat(chunks).toString() }),
      );
    });
    sent.on('error', () => process.exit(1));
    sent.end(body);
  });
}

/** Writes the function's log lines in the text or JSON format of Lambda's Node.js runtime. */
function wrapConsole(): void {
  const levels = {
    trace: 'TRACE',
    debug: 'DEBUG',
    log: 'INFO',
    info: 'INFO',
    warn: 'WARN',
    error: 'ERROR',
  } as const;
  for (const [method, level] of Object.entries(levels)) {
    console[method as keyof typeof levels] = (...values: unknown[]) => {
      const timestamp = new Date().toISOString();
      const message = format(...values);
      const line =
        process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON'
          ? JSON.stringify({ timestamp, level, requestId, message })
          : `${timestamp}\t${requestId}\t${level}\t${message.replaceAll('\n', '\r')}`;
      process.stdout.write(`${line}\n`);
    };
  }
}

function toErrorPayload(error: unknown): string {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return JSON.stringify({ errorType: name, errorMessage: message, trace: stack?.split('\n') });
}

function loadHandler(): Handler {
  const [file, name] = (process.env._HANDLER ?? 'index.handler').split('.');
  const module = createRequire(import.meta.url)(join(process.env.LAMBDA_TASK_ROOT ?? '', `${file}.js`));
  if (typeof module[name] !== 'function') throw new Error(`${file}.${name} is undefined or not exported`);
  return module[name];
}

function toContext({ headers }: Answer): unknown {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  return {
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

/** Reports an uncaught error and exits, as the runtime does. */
function failOn(event: 'uncaughtException' | 'unhandledRejection', status: number): void {
  process.on(event, async (error: unknown) => {
    const path = requestId === '' ? '/init/error' : `/invocation/${requestId}/error`;
    await call('POST', path, toErrorPayload(error));
    process.exit(status);
  });
}

async function invokeNext(handler: Handler): Promise<void> {
  const invocation = await call('GET', '/invocation/next');
  requestId = String(invocation.headers['lambda-runtime-aws-request-id']);
  try {
    const result = await handler(JSON.parse(invocation.body), toContext(invocation));
    await call('POST', `/invocation/${requestId}/response`, JSON.stringify(result ?? null));
  } catch (error) {
    console.error('Invoke Error', error);
    await call('POST', `/invocation/${requestId}/error`, toErrorPayload(error));
  }
}

failOn('uncaughtException', 129);
failOn('unhandledRejection', 128);
wrapConsole();
const handler = loadHandler();
for (;;) await invokeNext(handler);
