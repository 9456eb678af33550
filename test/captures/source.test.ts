import type { Input } from '../../captures/input.ts';
import { longestLineRead } from '../../captures/readLines.ts';
import { openSource } from '../../captures/source.ts';
import { expectedLayouts } from '../../core/layouts/layout.ts';
import { UsageError } from '../../terminal/usageError.ts';

const part = Buffer.alloc(longestLineRead / 4, 'A');

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
  const input = inputOf(part, part, part, part, part);
  await expect(openSource(input, expectedLayouts(['timestamp', 'c-ip']))).rejects.toThrow(
    new UsageError("expected a file of records, got 'records.tsv': line 1 is longer than 167772160 bytes"),
  );
});
