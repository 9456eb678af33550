import type { AnswerPart, FacetAnswer, Overview } from '../questions/answer.ts';
import type { PageExplanation } from '../questions/explanation.ts';
import type { MetricName, TimeSpan } from '../questions/pageState.ts';
import type { Filter, Question } from '../questions/question.ts';
import type { ExportFormat, QueryAnswer, RequestField, SourceMeta } from '../sources/source.ts';

const tokenKey = 'explorer-token';

/**
 * Moves the token from the URL to this tab's session storage, so that reloads work and copied URLs don't
 * contain it.
 */
export function storeToken(): void {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null) return;
  sessionStorage.setItem(tokenKey, token);
  history.replaceState(null, '', location.pathname + location.search);
}

async function call(name: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  const response = await fetch(`/api/${name}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-explorer-token': sessionStorage.getItem(tokenKey) ?? '',
    },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
  if (response.ok) return response;
  const { message } = (await response.json().catch(() => ({}))) as { message?: string };
  throw new Error(message ?? `The server returned status ${response.status}.`);
}

/** Fetches the description of the server's requests. */
export async function fetchMeta(): Promise<SourceMeta> {
  return (await call('meta', {})).json() as Promise<SourceMeta>;
}

/** Sends a question, and calls `onPart` for each part of the answer as it arrives. */
export async function fetchAnswer(
  question: Question,
  onPart: (part: AnswerPart) => void,
  signal: AbortSignal,
): Promise<void> {
  for await (const line of linesOf(await call('ask', { question }, signal)))
    onPart(JSON.parse(line) as AnswerPart);
}

/** Fetches tiles and chart of a question without filters; null if the source has no metrics. */
export async function fetchOverview(question: Question, signal: AbortSignal): Promise<Overview | null> {
  const response = await call('overview', { question }, signal);
  return ((await response.json()) as { overview: Overview | null }).overview;
}

/** Fetches the values of one facet. */
export async function fetchFacet(
  question: Question,
  facet: string,
  text: string,
  signal?: AbortSignal,
): Promise<FacetAnswer> {
  return (await call('facet', { question, facet, text }, signal)).json() as Promise<FacetAnswer>;
}

/** Fetches the explanation of a metric's change in a selection; null if there are no requests to compare with. */
export async function fetchExplanation(
  filters: readonly Filter[],
  selected: TimeSpan,
  metric: MetricName,
  signal: AbortSignal,
): Promise<PageExplanation | null> {
  const response = await call('explain', { filters, selected, metric }, signal);
  return ((await response.json()) as { explanation: PageExplanation | null }).explanation;
}

/** A saved query. */
export interface OfferedQuery {
  readonly name: string;
  readonly description: string;
  readonly sql: string;
}

/** Fetches the saved queries. */
export async function fetchQueries(): Promise<readonly OfferedQuery[]> {
  return ((await (await call('queries', {})).json()) as { queries: OfferedQuery[] }).queries;
}

/** Runs SQL on the server. */
export async function runQuery(sql: string, signal: AbortSignal): Promise<QueryAnswer> {
  return (await call('query', { sql }, signal)).json() as Promise<QueryAnswer>;
}

/** Fetches a question's requests as a file. */
export async function fetchExport(question: Question, format: ExportFormat): Promise<Blob> {
  return (await call('export', { question, format })).blob();
}

/** Fetches all fields of a request. */
export async function fetchRequest(key: string): Promise<readonly RequestField[]> {
  const { fields } = (await (await call('request', { key })).json()) as { fields: RequestField[] };
  return fields;
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    text += done ? decoder.decode() : decoder.decode(value, { stream: true });
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) if (line !== '') yield line;
    if (done) return;
  }
}
