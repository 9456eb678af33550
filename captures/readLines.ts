const newline = 0x0a;

/**
 * Maximum length of a line in bytes. A delivery stream that joins records without line feeds writes objects
 * of up to 128 MiB (Amazon Data Firehose developer guide, 'Buffering hints', November 2026).
 */
export const longestLineRead = 160 * 1024 * 1024;

/**
 * Yields the lines of a text, each with its newline, which can be missing from the last line. Each group
 * contains the lines that end in a chunk of the text. Lines are views of the chunks.
 *
 * @throws Error if a line is longer than `longestLineRead`
 */
export async function* readLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer[]> {
  let beginning: Buffer[] = [];
  let beginningBytes = 0;
  let read = 0;
  for await (const chunk of chunks) {
    const lines: Buffer[] = [];
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      lines.push(chunk.subarray(start, end + 1));
      start = end + 1;
    }
    if (lines.length > 0 && beginning.length > 0) {
      lines[0] = Buffer.concat([...beginning, lines[0]]);
      beginning = [];
      beginningBytes = 0;
    }
    if (start < chunk.length) {
      beginning.push(chunk.subarray(start));
      beginningBytes += chunk.length - start;
    }
    read += lines.length;
    if (beginningBytes > longestLineRead) {
      throw new Error(`line ${read + 1} is longer than ${longestLineRead} bytes`);
    }
    if (lines.length > 0) yield lines;
  }
  if (beginning.length > 0) yield [Buffer.concat(beginning)];
}
