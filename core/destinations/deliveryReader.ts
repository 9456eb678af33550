import { type DocumentFormName, documentForms } from '../json/documentForm.ts';
import { RequestDocuments } from '../json/requestDocuments.ts';
import { rowIdentities } from '../json/rowIdentity.ts';
import type { Layout } from '../layouts/layout.ts';
import { BatchReader } from '../records/batchReader.ts';
import type { RecordBatch } from '../records/recordBatch.ts';
import type { SensitivityPolicy } from '../sensitivity/policy.ts';
import type { Deliverable } from './deliverable.ts';

/** The documents of a batch. */
export interface ReadDocuments {
  readonly documents: readonly Deliverable[];
  /** Lines that no known layout fits. The consumer keeps them in quarantine. */
  readonly unreadable: number;
  /** Whether some of them would be rows if their layout were known. */
  readonly ofUnknownLayout: boolean;
}

/** Reads batches of records into documents. Nothing that it returns shares its memory. */
export class DeliveryReader {
  readonly #reader: BatchReader;
  readonly #documents: RequestDocuments;

  constructor(layouts: readonly Layout[], policy: SensitivityPolicy, form: DocumentFormName) {
    this.#reader = new BatchReader(layouts, policy);
    this.#documents = new RequestDocuments(documentForms[form]);
  }

  read(batch: RecordBatch): ReadDocuments {
    const read = this.#reader.readWhole(batch);
    const { bytes, ends, count } = this.#documents.write(read);
    // One copy for all, because the writer's memory is used again.
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
