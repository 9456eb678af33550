import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';

/** Largest response, in bytes (CloudFormation user guide, 'Custom resource response objects', November 2026). */
const maxBytes = 4096;

const attempts = 5;
const firstPause = 500;

/**
 * Suffixes of a resource's identifier that record how it was created: `neverMade` if the creation failed before
 * anything was created, `wroteFirst` if it wrote an object that did not exist before.
 */
const marks = { neverMade: '-never-made', wroteFirst: '-wrote-first' } as const;

/** How a resource was created. */
export type Mark = keyof typeof marks;

/** The outcome to report to CloudFormation. */
export interface Outcome {
  /** Why the change failed, in one sentence; undefined if it succeeded. */
  readonly reason: string | undefined;
  /** How the resource was created; ignored for other events. */
  readonly mark?: Mark | undefined;
}

/** Whether a resource's identifier has a mark. */
export function hasMark(event: CloudFormationCustomResourceEvent, mark: Mark): boolean {
  return identifierOf(event).endsWith(marks[mark]);
}

/**
 * Sends the response that CloudFormation waits for. The resource always keeps its identifier: if a response had
 * a different one, CloudFormation would delete what it considers the old resource.
 *
 * @throws Error if CloudFormation does not accept the response
 */
export async function sendResponse(
  event: CloudFormationCustomResourceEvent,
  { reason, mark }: Outcome,
): Promise<void> {
  const end = event.RequestType === 'Create' && mark !== undefined ? marks[mark] : '';
  const body = {
    Status: reason === undefined ? 'SUCCESS' : 'FAILED',
    Reason: '',
    PhysicalResourceId: identifierOf(event) + end,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
  };
  const left = maxBytes - Buffer.byteLength(JSON.stringify(body));
  await put(event.ResponseURL, JSON.stringify({ ...body, Reason: cut(reason ?? '', left) }));
}

function identifierOf(event: CloudFormationCustomResourceEvent): string {
  return 'PhysicalResourceId' in event ? event.PhysicalResourceId : event.LogicalResourceId;
}

/** Truncates text to a number of bytes in JSON. */
function cut(text: string, bytes: number): string {
  let end = Math.min(text.length, bytes);
  while (Buffer.byteLength(JSON.stringify(text.slice(0, end))) - 2 > bytes) end--;
  return text.slice(0, end);
}

async function put(url: string, body: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      // The URL is signed for a request without a content type. fetch would add one for a string body.
      const { ok, status } = await fetch(url, { method: 'PUT', body: Buffer.from(body) });
      if (ok) return;
      throw new Error(`expected CloudFormation to accept the response, got HTTP ${status}`);
    } catch (error) {
      if (attempt === attempts) throw error;
      await sleep(firstPause * 2 ** (attempt - 1));
    }
  }
}
