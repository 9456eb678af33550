import { ByteWriter, parquetWriteRows } from 'hyparquet-writer';
import type { Contender } from './contender.ts';
import { hyparquetColumn, hyparquetOptions } from './hyparquetOptions.ts';
import { RowReader } from './rowObjects.ts';

/** hyparquet-writer with row objects as input. */
export class HyparquetRows implements Contender {
  readonly name = 'hyparquet-writer, row objects';
  readonly without = 'metrics';
  readonly makes = 'same values';
  readonly #fields: readonly string[];
  readonly #reader: RowReader;

  constructor(fields: readonly string[]) {
    this.#fields = fields;
    this.#reader = new RowReader(fields, 'bigint');
  }

  run(eventJson: string): Uint8Array {
    const writer = new ByteWriter();
    const rows = this.#reader.read(eventJson);
    parquetWriteRows({ writer, rows, columns: this.#fields.map(hyparquetColumn), ...hyparquetOptions });
    return writer.getBytes();
  }
}
