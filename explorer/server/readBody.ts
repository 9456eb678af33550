import type { IncomingMessage } from 'node:http';
import type { ZodType } from 'zod';

/** Largest body of a call in bytes: a question with hundreds of values fits. */
export const largestBody = 256 * 1024;

/** A call that cannot be answered as it is; the page shows the message. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Reads the JSON body of a call.
 *
 * @throws CallError if it is too large, no JSON, or not of the expected form
 */
export async function readBody<T>(request: IncomingMessage, schema: ZodType<T>): Promise<T> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) {
      throw new CallError(413, `expected a body of at most ${largestBody.toLocaleString('en-US')} bytes`);
    }
    chunks.push(chunk);
  }
  let value: unknown;
  try {
    value = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
  } catch {
    throw new CallError(400, 'expected a body of JSON');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0];
  throw new CallError(400, `${path.join('.') || 'body'}: ${message}`);
}
