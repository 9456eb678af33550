import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';

/** Bytes of an answer (CloudFormation user guide, 'Custom resource response objects', November 2026). */
const mostBytes = 4096;

const attempts = 5;
const firstPause = 500;

/** End of the identifier of a resource that was to be created and of which nothing was made. */
const neverMadeMark = '-never-made';

/** What is answered. */
export interface Outcome {
  /** Why the change failed, in one sentence; undefined where it succeeded. */
  readonly reason: string | undefined;
  /** Whether nothing was made of a resource that was to be created. */
  readonly neverMade?: boolean;
}

/** Whether a resource is one of which nothing was made. */
export function wasNeverMade(event: CloudFormationCustomResourceEvent): boolean {
  return identifierOf(event).endsWith(neverMadeMark);
}

/**
 * Answers CloudFormation, which waits for it. The resource keeps its identifier for good: an answer with another
 * one would make CloudFormation delete what it takes for the old resource.
 *
 * @throws Error where CloudFormation does not take the answer
 */
export async function answer(
  event: CloudFormationCustomResourceEvent,
  { reason, neverMade = false }: Outcome,
): Promise<void> {
  const mark = event.RequestType === 'Create' && neverMade ? neverMadeMark : '';
  const body = {
    Status: reason === undefined ? 'SUCCESS' : 'FAILED',
    Reason: '',
    PhysicalResourceId: identifierOf(event) + mark,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
  };
  const left = mostBytes - Buffer.byteLength(JSON.stringify(body));
  await put(event.ResponseURL, JSON.stringify({ ...body, Reason: cut(reason ?? '', left) }));
}

function identifierOf(event: CloudFormationCustomResourceEvent): string {
  return 'PhysicalResourceId' in event ? event.PhysicalResourceId : event.LogicalResourceId;
}

/** As much of a text as takes no more than a number of bytes in JSON. */
function cut(text: string, bytes: number): string {
  let end = Math.min(text.length, bytes);
  while (Buffer.byteLength(JSON.stringify(text.slice(0, end))) - 2 > bytes) end--;
  return text.slice(0, end);
}

async function put(url: string, body: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      // The address is signed for a request without a content type, which bytes do not get by themselves.
      const { ok, status } = await fetch(url, { method: 'PUT', body: Buffer.from(body) });
      if (ok) return;
      throw new Error(`expected CloudFormation to take the answer, got HTTP ${status}`);
    } catch (error) {
      if (attempt === attempts) throw error;
      await sleep(firstPause * 2 ** (attempt - 1));
    }
  }
}
