import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ZodType } from 'zod';
import type { AnswerPart } from '../questions/answer.ts';
import type { Source } from '../sources/source.ts';
import { callSchemas } from './callSchemas.ts';
import { CallError, readBody } from './readBody.ts';

/** Answers a call of the API. */
export type Call = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The calls of the API over a source, by name. */
export function createCalls(source: Source): Readonly<Record<string, Call>> {
  return {
    meta: asJson(callSchemas.meta, async () => source.meta()),
    ask: async (request, response) => {
      const { question } = await readBody(request, callSchemas.ask);
      await sendParts(response, (signal) => source.ask(question, signal));
    },
    facet: asJson(callSchemas.facet, ({ question, facet, most, text }) =>
      source.facetValues(question, facet, most, text),
    ),
    explain: asJson(callSchemas.explain, async ({ filters, selected, metric }, signal) => ({
      explanation: await source.explain(filters, selected, metric, signal),
    })),
    request: asJson(callSchemas.request, async ({ key }) => {
      const fields = await source.request(key);
      if (fields === undefined) throw new CallError(404, 'The request is no longer there.');
      return { fields };
    }),
  };
}

function asJson<T>(schema: ZodType<T>, answer: (body: T, signal: AbortSignal) => Promise<unknown>): Call {
  return async (request, response) => {
    const stop = new AbortController();
    response.once('close', () => stop.abort());
    const value = await answer(await readBody(request, schema), stop.signal);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };
}

/** Sends each part as a line of JSON when it is ready, and stops asking when the page has gone. */
async function sendParts(
  response: ServerResponse,
  ask: (signal: AbortSignal) => AsyncIterable<AnswerPart>,
): Promise<void> {
  const stop = new AbortController();
  response.once('close', () => stop.abort());
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  try {
    for await (const part of ask(stop.signal)) {
      if (stop.signal.aborted) return;
      if (!response.write(`${JSON.stringify(part)}\n`)) {
        await once(response, 'drain', { signal: stop.signal }).catch(() => {});
      }
    }
  } catch (error) {
    const part: AnswerPart = { part: 'error', message: (error as Error).message };
    if (!stop.signal.aborted) response.write(`${JSON.stringify(part)}\n`);
  }
  response.end();
}
