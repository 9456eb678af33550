import fc from 'fast-check';
import { findFault } from '../../fuzz/records/checks.ts';
import { batchOf } from '../support/batches.ts';
import { allFields } from '../support/fieldLists.ts';
import { readByHyparquet, type Value } from '../support/parquetReaders.ts';
import { anyValueOf, printRecord } from '../support/printing.ts';
import { propertyRuns } from '../support/propertyRuns.ts';
import { keepAll, metricsSettings, newTransform, parquetFiles } from '../support/transforming.ts';

const transform = newTransform(allFields, { policy: keepAll, metrics: metricsSettings() });
const now = Date.parse('2026-11-20T13:05:00Z');

describe('reading', () => {
  it('returns the values that CloudFront writes', async () => {
    const records = fc.array(fc.tuple(...allFields.map(anyValueOf)), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(records, async (values: Value[][]) => {
        const lines = values.map((record) => ({ data: printRecord(allFields, record) }));
        const [file] = parquetFiles(transform.transform(batchOf(lines), now));
        const columns = await readByHyparquet(file);
        const read = values.map((_, row) =>
          allFields.map((field) => columns[field.replaceAll('-', '_')]?.[row]),
        );
        expect(read).toEqual(values);
        expect(new Set(columns['malformed_values'])).toEqual(new Set([null]));
      }),
      { numRuns: propertyRuns(60) },
    );
  });

  it('never throws and loses no line, for any bytes', () => {
    const pieces = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom('\t', '\n', '\t'.repeat(70), '%', '=', '-', '\0', 'é').map((text) => Buffer.from(text)),
      fc.tuple(...allFields.map(anyValueOf)).map((record) => Buffer.from(printRecord(allFields, record))),
    );
    const records = fc.array(fc.array(pieces, { maxLength: 4 }).map((parts) => Buffer.concat(parts)));
    fc.assert(
      fc.property(records, (all) => {
        const batch = batchOf(all.map((data) => ({ data })));
        expect(findFault(batch, transform.transform(batch, now))).toBeUndefined();
      }),
      { numRuns: propertyRuns(100) },
    );
  });
});
