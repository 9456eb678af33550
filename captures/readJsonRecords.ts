/** Maximum size of a document in bytes: `get-records` returns at most 10 MB, which is 14 MB as base64. */
const largestDocument = 256 * 1024 * 1024;

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = Buffer.from('"\\{}[]');

/**
 * Reads records from JSON documents, one after another: the output of `aws kinesis get-records` or any part
 * of it, Lambda events, objects in Lambda's failure destination, and quarantine files. Each record ends with
 * a line feed.
 *
 * @throws Error if a document isn't JSON, or has no records
 */
export async function* readJsonRecords(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const text of splitDocuments(chunks)) {
    let document: unknown;
    try {
      document = JSON.parse(text.toString('utf8'));
    } catch {
      throw new Error(`it looks like JSON, but contains invalid JSON: ${excerpt(text)}`);
    }
    const records = [...recordsOf(document)];
    if (records.length === 0 && !isEmptyAnswer(document)) {
      throw new Error(
        'it looks like JSON without Kinesis records; expected the output of aws kinesis get-records, or lines of records',
      );
    }
    if (records.length > 0) yield Buffer.concat(records.flatMap((record) => [record, lineEnd(record)]));
  }
}

function lineEnd(record: Buffer): Buffer {
  return Buffer.from(record.at(-1) === 0x0a ? '' : '\n');
}

function isEmptyAnswer(document: unknown): boolean {
  const { Records } = document as { Records?: unknown };
  return Array.isArray(Records) && Records.length === 0;
}

/** Yields the data of every record in a document, at any depth. */
function* recordsOf(value: unknown): Generator<Buffer> {
  if (Array.isArray(value)) for (const item of value) yield* recordsOf(item);
  if (typeof value !== 'object' || value === null) return;
  const { Data, data, kinesis, payload, Records, records } = value as Record<string, unknown>;
  const own = Data ?? data;
  if (typeof own === 'string') yield Buffer.from(own, 'base64');
  else if (kinesis !== undefined) yield* recordsOf(kinesis);
  // Objects in a failure destination contain the event as text.
  else if (typeof payload === 'string') yield* recordsOf(tryParse(payload));
  else yield* recordsOf(Records ?? records);
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Yields the documents of a text, each from its first brace or bracket to the matching one. */
async function* splitDocuments(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let bytes = 0;
  let depth = 0;
  let inText = false;
  let escaped = false;
  for await (const chunk of chunks) {
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at];
      if (inText) {
        if (escaped) escaped = false;
        else if (byte === backslash) escaped = true;
        else if (byte === quote) inText = false;
      } else if (byte === quote) inText = true;
      else if (byte === openBrace || byte === openBracket) depth++;
      else if ((byte === closeBrace || byte === closeBracket) && --depth <= 0) {
        yield Buffer.concat([...parts, chunk.subarray(start, at + 1)]);
        start = at + 1;
        parts = [];
        bytes = 0;
        depth = 0;
      }
    }
    parts.push(chunk.subarray(start));
    bytes += chunk.length - start;
    if (bytes > largestDocument)
      throw new Error(`it contains a JSON document of more than ${largestDocument} bytes`);
  }
  const rest = Buffer.concat(parts);
  if (rest.toString('latin1').trim() !== '') {
    throw new Error(`it looks like truncated JSON: ${excerpt(rest)}`);
  }
}

function excerpt(text: Buffer): string {
  return JSON.stringify(text.toString('utf8', 0, 40).trim());
}
