/** The result of a bulk request, with documents given by their index in the request. */
export interface BulkOutcome {
  /** Documents to send again, because the node was overloaded. */
  readonly again: readonly number[];
  /** Documents that OpenSearch rejected permanently, each with the reason. */
  readonly refused: readonly { readonly place: number; readonly reason: string }[];
}

const longestReason = 300;

/**
 * Parses the response to a bulk request.
 *
 * @param body body of a response with status 200
 * @param count number of documents in the request
 * @throws Error if the response doesn't report each document
 */
export function readBulkAnswer(body: string, count: number): BulkOutcome {
  const { items } = parse(body);
  if (!Array.isArray(items) || items.length !== count) {
    throw new Error(
      `expected a result for each of ${count} documents, got ${Array.isArray(items) ? items.length : 'none'}`,
    );
  }
  const again: number[] = [];
  const refused: { place: number; reason: string }[] = [];
  for (const [place, item] of items.entries()) {
    const { status, error } = (Object.values(item ?? {})[0] ?? {}) as { status?: number; error?: unknown };
    if (status !== undefined && status >= 200 && status < 300) continue;
    if (status === undefined || status === 429 || status >= 500) again.push(place);
    else refused.push({ place, reason: JSON.stringify(error ?? status).slice(0, longestReason) });
  }
  return { again, refused };
}

function parse(body: string): { items?: unknown } {
  try {
    return JSON.parse(body) ?? {};
  } catch {
    return {};
  }
}
