import { once } from 'node:events';
import { createReadStream, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ZodType } from 'zod';
import { requestById } from '../../core/lake/queries/requestById.ts';
import { withWindow } from '../../core/lake/queries/savedQuery.ts';
import { savedQueries } from '../../core/lake/queries.ts';
import type { AnswerPart } from '../questions/answer.ts';
import type { Source } from '../sources/source.ts';
import { callSchemas } from './callSchemas.ts';
import { CallError, readBody } from './readBody.ts';

/** Handles an API call. */
export type Call = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Creates the handlers of the API calls for a source, by name. */
export function createCalls(source: Source): Readonly<Record<string, Call>> {
  return {
    meta: asJson(callSchemas.meta, async () => source.meta()),
    ask: async (request, response) => {
      const { question } = await readBody(request, callSchemas.ask);
      await sendParts(response, (signal) => source.ask(question, signal));
    },
    overview: asJson(callSchemas.overview, async ({ question }, signal) => ({
      overview: await source.overview(question, signal),
    })),
    facet: asJson(callSchemas.facet, ({ question, facet, max, text }) =>
      source.facetValues(question, facet, max, text),
    ),
    explain: asJson(callSchemas.explain, async ({ filters, selected, metric }, signal) => ({
      explanation: await source.explain(filters, selected, metric, signal),
    })),
    query: asJson(callSchemas.query, ({ sql }, signal) => source.query(sql, signal).catch(throwCallError)),
    queries: asJson(callSchemas.queries, async () => {
      const window = { until: source.endOfSavedQueries() };
      return {
        queries: savedQueries
          .filter((query) => query !== requestById)
          .map(({ name, description, sql }) => ({ name, description, sql: withWindow(sql, window) })),
      };
    }),
    export: async (request, response) => {
      const { question, format } = await readBody(request, callSchemas.export);
      const file = await source.export(question, format)?.catch(throwCallError);
      if (file === undefined) throw new CallError(400, 'This source does not support exports.');
      try {
        response.writeHead(200, { 'content-type': 'application/octet-stream' });
        await pipeline(createReadStream(file.path), response);
      } finally {
        rmSync(dirname(file.path), { recursive: true, force: true });
      }
    },
    request: asJson(callSchemas.request, async ({ key }) => {
      const fields = await source.request(key);
      if (fields === undefined) throw new CallError(404, 'The request no longer exists.');
      return { fields };
    }),
  };
}

/** Turns an error of the source into a response whose message the page shows. */
function throwCallError(error: Error): never {
  throw new CallError(422, error.message);
}

function asJson<T>(schema: ZodType<T>, answer: (body: T, signal: AbortSignal) => Promise<unknown>): Call {
  return async (request, response) => {
    const stop = new AbortController();
    response.once('close', () => stop.abort());
    const value = await answer(await readBody(request, schema), stop.signal);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };
}

/** Sends each part as a line of JSON as soon as it is ready, and stops when the page closes the connection. */
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
