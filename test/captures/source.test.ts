import type { Input } from '../../captures/input.ts';
import { longestLineRead } from '../../captures/readLines.ts';
import { openSource } from '../../captures/source.ts';
import { expectedLayouts } from '../../core/layouts/layout.ts';
import { UsageError } from '../../terminal/usageError.ts';

/** As large as the chunks of a file. */
const chunk = Buffer.alloc(1 << 20, 'A');

const inputOf = (...chunks: readonly Buffer[]): Input => ({
  name: 'records.tsv',
  size: undefined,
  modified: 0,
  once: false,
  async *open() {
    yield* chunks;
  },
  bytesRead: () => 0,
});

it('names the file in which a line is too long to read', async () => {
  const input = inputOf(...Array.from({ length: longestLineRead / chunk.length + 1 }, () => chunk));
  await expect(openSource(input, expectedLayouts(['timestamp', 'c-ip']))).rejects.toThrow(
    new UsageError("expected a file of records, got 'records.tsv': line 1 is longer than 167772160 bytes"),
  );
});
