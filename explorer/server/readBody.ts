import type { IncomingMessage } from 'node:http';
import type { ZodType } from 'zod';

/** Maximum size of an API call's body, in bytes: enough for a question with hundreds of values. */
export const largestBody = 256 * 1024;

/** An error in an API call. The page shows its message. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Reads the JSON body of an API call.
 *
 * @throws CallError if the body is too large, isn't JSON, or doesn't match the schema
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
    throw new CallError(400, 'expected a JSON body');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0];
  throw new CallError(400, `${path.join('.') || 'body'}: ${message}`);
}
