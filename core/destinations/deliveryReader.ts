import { type DocumentFormatName, documentFormats } from '../json/documentFormat.ts';
import { RequestDocuments } from '../json/requestDocuments.ts';
import { rowIdentities } from '../json/rowIdentity.ts';
import type { Layout } from '../layouts/layout.ts';
import { BatchReader } from '../records/batchReader.ts';
import type { RecordBatch } from '../records/recordBatch.ts';
import type { SensitivityPolicy } from '../sensitivity/policy.ts';
import type { Deliverable } from './deliverable.ts';

/** Documents read from a batch. */
export interface ReadDocuments {
  readonly documents: readonly Deliverable[];
  /** Number of lines that match no known layout. The consumer stores them in quarantine. */
  readonly unreadable: number;
  /** Whether some of these lines could be read if their layout were known. */
  readonly ofUnknownLayout: boolean;
}

/** Converts batches of records to documents. The results don't share memory with the reader. */
export class DeliveryReader {
  readonly #reader: BatchReader;
  readonly #documents: RequestDocuments;

  constructor(layouts: readonly Layout[], policy: SensitivityPolicy, format: DocumentFormatName) {
    this.#reader = new BatchReader(layouts, policy);
    this.#documents = new RequestDocuments(documentFormats[format]);
  }

  read(batch: RecordBatch): ReadDocuments {
    const read = this.#reader.readWhole(batch);
    const { bytes, ends, count } = this.#documents.write(read);
    // Copy all documents at once, because the writer reuses its memory.
    const copy = Buffer.from(bytes.subarray(0, count === 0 ? 0 : ends[count - 1]));
    const ids = rowIdentities(read);
    const recordOf = this.#reader.lines.records;
    const documents = ids.map((id, row) => ({
      document: copy.subarray(row === 0 ? 0 : ends[row - 1], ends[row] - 1),
      id,
      arrival: batch.arrivals[recordOf[read.rows[row]]],
    }));
    const unreadable = read.unreadable.reduce(
      (sum, { firstLine, lastLine }) => sum + lastLine - firstLine + 1,
      0,
    );
    return { documents, unreadable, ofUnknownLayout: read.unreadable.some((one) => one.ofUnknownLayout) };
  }
}
