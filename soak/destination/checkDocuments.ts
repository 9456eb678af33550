import { isUnreadable, malformedEvery, requestId } from '../records/numberedRecord.ts';

/** Findings about the documents that a destination received. */
export interface DocumentFindings {
  /** Numbers of readable records without a document. */
  readonly lost: readonly number[];
  /** Documents with an id or content that differs from their record, and documents in a second index or id. */
  readonly wrong: readonly string[];
  /** Deliveries of a document beyond its first. */
  readonly repeated: number;
}

/**
 * Compares documents with the numbered records that were sent.
 *
 * @param taken texts of documents by index and id, one text per delivery
 */
export function checkDocuments(
  taken: ReadonlyMap<string, readonly string[]>,
  records: number,
): DocumentFindings {
  const found = new Set<number>();
  const wrong: string[] = [];
  let repeated = 0;
  for (const [place, [text, ...others]] of taken) {
    const id = place.slice(place.indexOf('/') + 1);
    const document = JSON.parse(text);
    const number = Number(/^\/[ab]\/(\d+)\?/.exec(document.cs_uri_stem)?.[1] ?? Number.NaN);
    const isElsewhere = found.has(number);
    found.add(number);
    repeated += others.length;
    if (isElsewhere || !isCorrect(document, number, id) || others.some((other) => other !== text))
      wrong.push(text);
  }
  const numbers = Array.from({ length: records }, (_, number) => number);
  return { lost: numbers.filter((number) => !isUnreadable(number) && !found.has(number)), wrong, repeated };
}

/** Checks a few columns of each format, and the ID. Because of the ID, a repeated delivery replaces the document. */
function isCorrect(document: Record<string, unknown>, number: number, id: string): boolean {
  const isMalformed = number % malformedEvery === 7;
  return (
    id === requestId(number) &&
    document['x_edge_request_id'] === id &&
    document['cs_user_agent'] === `soak/1.0 (${number % 1000})` &&
    document['time_taken'] === Math.round((number % 60_000) + 250) / 1000 &&
    document['sc_bytes'] === (isMalformed ? undefined : 500 + number) &&
    document['malformed_values'] === (isMalformed ? `sc-bytes=${number}z` : undefined)
  );
}
